import { isObject, sameValue } from '../../engine/deep';
import { Json } from '../../engine/state';
import { ChangeFact, IN_PLACE, isOn, isUnset, READ, reference, refused, REPLACED } from './fact';

const INSTANCE = 'AWS::EC2::Instance';
const EC2_API = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference';

/** A block device without the one thing that can change of it. */
function lasting(device: Json): Json {
  const ebs = isObject(device) ? device['Ebs'] : undefined;
  if (!isObject(device) || !isObject(ebs)) return device;
  return { ...device, Ebs: Object.fromEntries(Object.entries(ebs).filter(([key]) => key !== 'DeleteOnTermination')) };
}

const devicesOf = (list: unknown) => (Array.isArray(list) ? (list as Json[]).map(lasting) : list);

const COMPUTE: readonly ChangeFact[] = [
  {
    type: 'AWS::EC2::VPC',
    properties: ['InstanceTenancy'],
    source: `${EC2_API}/API_ModifyVpcTenancy.html`,
    date: READ,
    decide: ({ before, after }) =>
      isUnset(after) || after === 'default' || (isUnset(before) && after === 'default') ? IN_PLACE : REPLACED,
  },
  {
    type: INSTANCE,
    properties: ['BlockDeviceMappings'],
    source: `${EC2_API}/API_EbsInstanceBlockDeviceSpecification.html`,
    date: READ,
    decide: ({ before, after }) => (sameValue(devicesOf(before), devicesOf(after)) ? IN_PLACE : REPLACED),
  },
  {
    type: INSTANCE,
    properties: ['SecurityGroupIds'],
    source: `${EC2_API}/API_ModifyInstanceAttribute.html`,
    date: READ,
    decide: () => IN_PLACE,
  },
  {
    type: 'AWS::AutoScaling::AutoScalingGroup',
    properties: [
      'LaunchTemplate',
      'LaunchConfigurationName',
      'MixedInstancesPolicy',
      'PlacementGroup',
      'VPCZoneIdentifier',
    ],
    source: reference('aws-attribute-updatepolicy'),
    date: READ,
    decide({ resourceAfter }) {
      const policy = resourceAfter.UpdatePolicy?.['AutoScalingReplacingUpdate'];
      return isObject(policy) && isOn(policy['WillReplace']) ? REPLACED : undefined;
    },
  },
  {
    type: 'AWS::SSM::Document',
    properties: ['Content', 'Attachments', 'DocumentFormat', 'Requires', 'TargetType', 'VersionName'],
    source: reference('aws-resource-ssm-document'),
    date: READ,
    decide: ({ resourceAfter }) => (resourceAfter.Properties['UpdateMethod'] === 'NewVersion' ? IN_PLACE : REPLACED),
  },
];

const IDENTITY: readonly ChangeFact[] = [
  {
    type: 'AWS::Cognito::UserPool',
    properties: ['Schema'],
    source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html',
    date: READ,
    decide({ before, after }) {
      const [old, now] = [before, after].map((list) => (Array.isArray(list) ? (list as Json[]) : []));
      const lost = old!.find((attribute) => !now!.some((other) => sameValue(attribute, other)));
      return lost === undefined ? IN_PLACE : refused('Existing schema attributes cannot be modified or deleted.');
    },
  },
];

export const COMPUTE_AND_IDENTITY_FACTS: readonly ChangeFact[] = [...COMPUTE, ...IDENTITY];
