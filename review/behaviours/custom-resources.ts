import { DocumentedBehaviour, refused, templateReference } from './behaviour';

/**
 * The reference says both that a service token cannot be updated and that it replaces; CloudFormation answers
 * "Modifying service token is not allowed" (aws-cloudformation/cloudformation-coverage-roadmap#802, 2026-12-01).
 */
export const CUSTOM_RESOURCES: readonly DocumentedBehaviour[] = [
  {
    type: 'AWS::CloudFormation::CustomResource',
    properties: ['ServiceToken'],
    source: templateReference('aws-resource-cloudformation-customresource'),
    decide: () => refused('CloudFormation does not change the service token of a custom resource'),
  },
];
