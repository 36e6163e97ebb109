import { att, key, marker, net, r, ref } from './resources';
import { Case } from './service-case';

const instances = (more: object = {}) => ({
  ...net,
  L: r('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 't4g.small' } }),
  Group: r('AWS::AutoScaling::AutoScalingGroup', {
    MinSize: '0',
    MaxSize: '4',
    VPCZoneIdentifier: [ref('A'), ref('B')],
    LaunchTemplate: { LaunchTemplateId: ref('L'), Version: att('L', 'LatestVersionNumber') },
    ...more,
  }),
});
const PROTECTED = { NewInstancesProtectedFromScaleIn: true };
const provider = (more: object = {}) =>
  r('AWS::ECS::CapacityProvider', {
    AutoScalingGroupProvider: {
      AutoScalingGroupArn: att('Group', 'AutoScalingGroupARN'),
      ManagedScaling: { Status: 'ENABLED', TargetCapacity: 90 },
      ManagedTerminationProtection: 'ENABLED',
      ...more,
    },
  });
const cluster = {
  Cluster: r('AWS::ECS::Cluster'),
  Pool: r('AWS::ECS::ClusterCapacityProviderAssociations', {
    Cluster: ref('Cluster'),
    CapacityProviders: [ref('Cp')],
    DefaultCapacityProviderStrategy: [],
  }),
};
const copy = (primary: unknown) => r('AWS::KMS::ReplicaKey', { KeyPolicy: {}, PrimaryKeyArn: primary });

/** Instances under containers, and keys for several Regions. */
export const CAPACITY_CASES: readonly Case[] = [
  {
    rule: 'ecs-termination-protection',
    before: instances(),
    after: { ...instances(), Cp: provider() },
    refused: 'Cp',
    on: 'create',
    safe: { before: instances(PROTECTED), after: { ...instances(PROTECTED), Cp: provider() } },
  },
  {
    rule: 'ecs-termination-protection',
    before: { ...instances(PROTECTED), Cp: provider() },
    after: { ...instances(PROTECTED), Cp: provider({ ManagedScaling: { Status: 'DISABLED' } }) },
    refused: 'Cp',
    on: 'update',
    safe: {
      after: {
        ...instances(PROTECTED),
        Cp: provider({ ManagedScaling: { Status: 'DISABLED' }, ManagedTerminationProtection: 'DISABLED' }),
      },
    },
  },
  {
    rule: 'in-use-capacityprovider',
    before: {
      ...instances(PROTECTED),
      Cp: provider(),
      Cluster: cluster.Cluster,
      Pool: { ...cluster.Pool, DeletionPolicy: 'Retain' },
    },
    after: { ...instances(PROTECTED), Cluster: cluster.Cluster },
    refused: 'Cp',
    on: 'delete',
    safe: { before: { ...instances(PROTECTED), Cp: provider(), ...cluster } },
  },
  {
    rule: 'deletion-protection',
    before: instances({ DeletionProtection: 'prevent-all-deletion' }),
    after: net,
    refused: 'Group',
    on: 'delete',
    safe: { before: instances() },
  },
  {
    rule: 'kms-replica-key',
    before: { ...marker, K: key({}) },
    after: { ...marker, K: key({}), Copy: copy(att('K', 'Arn')) },
    refused: 'Copy',
    on: 'create',
    safe: { after: { ...marker, Copy: copy('arn:aws:kms:eu-west-1:111111111111:key/mrk-1') } },
  },
  {
    rule: 'kms-replica-key',
    before: { K: key({ MultiRegion: true }) },
    after: { K: key({ MultiRegion: true }), Copy: copy(att('K', 'Arn')) },
    refused: 'Copy',
    on: 'create',
  },
];
