import { rangeOf } from '../../../rules/network/subnet-overlap';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'subnet-overlap';
const subnet = (CidrBlock: string, vpc = 'Vpc', zone = 'a') =>
  resource('AWS::EC2::Subnet', { CidrBlock, VpcId: { Ref: vpc }, AvailabilityZone: zone });
const vpc = (CidrBlock = '10.0.0.0/16') => ({ Vpc: resource('AWS::EC2::VPC', { CidrBlock }) });

test('flags a range that another subnet still has', () => {
  const review = reviewStack({ ...vpc(), A: subnet('10.0.0.0/18') }, { ...vpc(), B: subnet('10.0.32.0/19') });
  expect(only(RULE, review)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'B',
    message:
      'AWS::EC2::Subnet B is created with 10.0.32.0/19 while A still has 10.0.0.0/18 in the same VPC: CloudFormation creates before it deletes, and EC2 refuses ranges that overlap',
  });
});

test('flags a subnet that is replaced in its own range', () => {
  const review = reviewStack(
    { ...vpc(), A: subnet('10.0.0.0/18', 'Vpc', 'a') },
    { ...vpc(), A: subnet('10.0.0.0/18', 'Vpc', 'b') },
  );
  expect(only(RULE, review).message).toBe(
    'AWS::EC2::Subnet A is created with 10.0.0.0/18 while A still has 10.0.0.0/18 in the same VPC: CloudFormation creates before it deletes, and EC2 refuses ranges that overlap',
  );
});

test('leaves free ranges, other VPCs, and a VPC that is replaced alone', () => {
  expect(
    found(RULE, reviewStack({ A: subnet('10.0.0.0/18') }, { A: subnet('10.0.0.0/18'), B: subnet('10.0.64.0/18') })),
  ).toEqual([]);
  expect(
    found(
      RULE,
      reviewStack({ A: subnet('10.0.0.0/18') }, { A: subnet('10.0.0.0/18'), B: subnet('10.0.0.0/18', 'Other') }),
    ),
  ).toEqual([]);
  const review = reviewStack(
    { ...vpc('10.0.0.0/16'), A: subnet('10.0.0.0/18') },
    { ...vpc('10.0.0.0/17'), A: subnet('10.0.0.0/18') },
  );
  expect(found(RULE, review)).toEqual([]);
});

test.each([
  ['0.0.0.0/0', 0, 2 ** 32 - 1],
  ['10.0.64.0/18', 167788544, 167804927],
  ['255.255.255.255/32', 2 ** 32 - 1, 2 ** 32 - 1],
])('knows the addresses of %s', (cidr, first, last) => {
  expect(rangeOf(cidr)).toEqual({ first, last });
});

test('knows no addresses of what only the deployment knows', () => {
  expect(rangeOf({ 'Fn::Select': [0, { 'Fn::Cidr': ['10.0.0.0/16', 3, 8] }] })).toBeUndefined();
});
