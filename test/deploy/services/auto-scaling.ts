import { at, listAt, textAt } from '../engine/deep';
import { ServiceRule } from './rule';

const MIXED = 'MixedInstancesPolicy.LaunchTemplate';

/** The group's own call alone: a refresh and a warm pool are other calls. */
const IMAGE_PARAMETER: ServiceRule = {
  id: 'auto-scaling-image-parameter',
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  on: ['create', 'update'],
  source:
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html#using-systems-manager-parameters-limitations',
  refuse({ after }, world) {
    const byAttributes = listAt(after, `${MIXED}.Overrides`).some(
      (override) => at(override, 'InstanceRequirements') !== undefined,
    );
    if (!byAttributes) return undefined;
    const id = textAt(after, `${MIXED}.LaunchTemplateSpecification.LaunchTemplateId`);
    const template = world.find(['AWS::EC2::LaunchTemplate'], id);
    return textAt(template?.properties, 'LaunchTemplateData.ImageId')?.startsWith('resolve:ssm:')
      ? 'Attribute-based instance type selection is not supported with a launch template that specifies a Systems Manager parameter for the AMI'
      : undefined;
  },
};

export const AUTO_SCALING_RULES: readonly ServiceRule[] = [IMAGE_PARAMETER];
