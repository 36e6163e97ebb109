import { sameValue } from '../compare/values';
import { isObject } from '../read/unreadable';
import {
  DocumentedBehaviour,
  inPlace,
  isTrue,
  isUnset,
  mayReplace,
  Outcome,
  replacement,
  templateReference,
} from './behaviour';

const INSTANCE = 'AWS::EC2::Instance';
const INSTANCE_PAGE = templateReference('aws-resource-ec2-instance');
const UPDATE_POLICY = templateReference('aws-attribute-updatepolicy');
const CLASSIC_BALANCER = templateReference('aws-resource-elasticloadbalancing-loadbalancer');

/** Of attached volumes only what becomes of them with the instance can change. */
function devices(before: unknown, after: unknown): Outcome {
  const rest = (list: unknown) =>
    Array.isArray(list) ? list.map((device) => (isObject(device) ? withoutDeletion(device) : device)) : list;
  return sameValue(rest(before), rest(after))
    ? inPlace('only DeleteOnTermination changes')
    : replacement('volumes that are given at launch do not change after it');
}

function withoutDeletion(device: Record<string, unknown>): unknown {
  if (!isObject(device.Ebs)) return device;
  const ebs = Object.fromEntries(Object.entries(device.Ebs).filter(([key]) => key !== 'DeleteOnTermination'));
  return { ...device, Ebs: ebs };
}

export const COMPUTE_AND_NETWORK: readonly DocumentedBehaviour[] = [
  {
    type: 'AWS::EC2::VPC',
    properties: ['InstanceTenancy'],
    source: templateReference('aws-resource-ec2-vpc'),
    decide: ({ before, after }) =>
      before === 'dedicated' && (after === 'default' || isUnset(after))
        ? inPlace('dedicated tenancy is given up')
        : isUnset(before) && after === 'default'
          ? inPlace('default tenancy is what it had')
          : replacement('a VPC becomes dedicated only when it is created'),
  },
  {
    type: INSTANCE,
    properties: ['InstanceType', 'UserData', 'EbsOptimized'],
    source: INSTANCE_PAGE,
    decide: () =>
      mayReplace('the instance restarts if its root volume is in EBS and the types fit; otherwise it is replaced'),
  },
  {
    type: INSTANCE,
    properties: ['BlockDeviceMappings'],
    source: templateReference('aws-properties-ec2-instance-blockdevicemapping'),
    decide: ({ before, after }) => devices(before, after),
  },
  {
    type: INSTANCE,
    properties: ['SecurityGroupIds'],
    source: INSTANCE_PAGE,
    decide: () => inPlace('in a VPC, where all instances are, groups change without interruption'),
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    properties: [
      'LaunchConfigurationName',
      'LaunchTemplate',
      'MixedInstancesPolicy',
      'PlacementGroup',
      'VPCZoneIdentifier',
    ],
    source: UPDATE_POLICY,
    decide: ({ resourceAfter }) => {
      const policy = resourceAfter.UpdatePolicy?.AutoScalingReplacingUpdate;
      return isObject(policy) && isTrue(policy.WillReplace)
        ? replacement('AutoScalingReplacingUpdate makes another group with its instances, then removes this one')
        : undefined;
    },
  },
  ...['AvailabilityZones', 'Subnets', 'HealthCheck'].map((property): DocumentedBehaviour => ({
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    properties: [property],
    source: CLASSIC_BALANCER,
    decide: ({ before, after }) =>
      isUnset(before) || isUnset(after)
        ? replacement(`${property} is set for the first time, or taken away`)
        : inPlace(`${property} changes from one value to another`),
  })),
];
