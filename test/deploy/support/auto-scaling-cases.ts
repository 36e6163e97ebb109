import { marker, r, ref } from './resources';
import { Case } from './service-case';

const group = (ImageId: string, override: object) => ({
  Template: r('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { ImageId, InstanceType: 'm7g.large' } }),
  Group: r('AWS::AutoScaling::AutoScalingGroup', {
    MinSize: '0',
    MaxSize: '4',
    MixedInstancesPolicy: {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateId: ref('Template'), Version: '1' },
        Overrides: [override],
      },
    },
  }),
});
const ATTRIBUTES = { InstanceRequirements: { VCpuCount: { Min: 8 }, MemoryMiB: { Min: 16384 } } };

/** Instances whose image is a parameter. */
export const AUTO_SCALING_CASES: readonly Case[] = [
  {
    rule: 'auto-scaling-image-parameter',
    before: marker,
    after: { ...marker, ...group('resolve:ssm:/shop/image-id', ATTRIBUTES) },
    refused: 'Group',
    on: 'create',
    safe: { after: { ...marker, ...group('resolve:ssm:/shop/image-id', { InstanceType: 'm7g.2xlarge' }) } },
  },
];
