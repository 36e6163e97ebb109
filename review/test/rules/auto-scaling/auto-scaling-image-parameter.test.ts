import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'auto-scaling-image-parameter';
const BY_PARAMETER = 'resolve:ssm:/shop/image-id';
const template = (ImageId: unknown, more: object = {}) =>
  resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { ImageId, ...more } });
const LaunchTemplateSpecification = {
  LaunchTemplateId: { Ref: 'Template' },
  Version: { 'Fn::GetAtt': ['Template', 'LatestVersionNumber'] },
};
const mixed = (...Overrides: object[]) =>
  resource('AWS::AutoScaling::AutoScalingGroup', {
    MinSize: '0',
    MaxSize: '4',
    MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification, Overrides } },
  });
const ATTRIBUTES = { InstanceRequirements: { VCpuCount: { Min: 8 }, MemoryMiB: { Min: 16384 } } };
const plain = (SkipMatching?: boolean): Resource => ({
  ...resource('AWS::AutoScaling::AutoScalingGroup', {
    MinSize: '0',
    MaxSize: '4',
    LaunchTemplate: LaunchTemplateSpecification,
  }),
  UpdatePolicy: { AutoScalingInstanceRefresh: { Strategy: 'Rolling', SkipMatching } },
});
const pool = resource('AWS::AutoScaling::WarmPool', { AutoScalingGroupName: { Ref: 'Group' } });

const WHY = 'its launch template Template takes the image from a parameter as an instance starts';

test.each<[string, Record<string, Resource>, string]>([
  [
    'types by attributes',
    { Template: template(BY_PARAMETER), Group: mixed(ATTRIBUTES) },
    'no instance types by attributes (InstanceRequirements)',
  ],
  [
    'attributes in the launch template',
    { Template: template(BY_PARAMETER, ATTRIBUTES), Group: plain() },
    'no instance types by attributes (InstanceRequirements)',
  ],
  [
    'a refresh that skips, and a warm pool, over a parameter whose name is a reference',
    {
      Template: template({ 'Fn::Join': ['', ['resolve:ssm:', { Ref: 'Name' }]] }),
      Name: resource('AWS::SSM::Parameter', { Type: 'String', Value: 'ami-1' }),
      Group: plain(true),
      Pool: pool,
    },
    'no refresh that skips instances that match (SkipMatching), no warm pool',
  ],
])('flags %s', (_, resources, what) => {
  expect(only(RULE, reviewStack({}, resources))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Group',
    message: `AWS::AutoScaling::AutoScalingGroup Group is refused: ${WHY}, with which EC2 Auto Scaling has ${what}`,
  });
});

test.each<[string, Record<string, Resource>]>([
  [
    'an image that CloudFormation resolves',
    { Template: template('{{resolve:ssm:/shop/image-id}}'), Group: mixed(ATTRIBUTES), Pool: pool },
  ],
  ['types by name', { Template: template(BY_PARAMETER), Group: mixed({ InstanceType: 'm7g.large' }) }],
  ['a refresh of all', { Template: template(BY_PARAMETER), Group: plain(false) }],
  ['a template that stands elsewhere', { Group: plain(true), Pool: pool }],
])('leaves %s alone', (_, resources) => {
  expect(found(RULE, reviewStack({}, resources))).toEqual([]);
});
