import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'in-service-removed';
const topic = { Topic: resource('AWS::SNS::Topic') };
const nat = { Nat: resource('AWS::EC2::NatGateway') };

test('is careful about what goes while traffic may pass through it', () => {
  expect(only(RULE, reviewStack({ ...topic, ...nat }, topic))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Nat',
    message: 'AWS::EC2::NatGateway Nat is removed',
  });
});

test('sees a default route go', () => {
  const route = { Default: resource('AWS::EC2::Route', { DestinationCidrBlock: '0.0.0.0/0' }) };
  expect(only(RULE, reviewStack({ ...topic, ...route }, topic)).message).toBe('AWS::EC2::Route Default is removed');
});

test('leaves new ones, and what carries no traffic, alone', () => {
  expect(found(RULE, reviewStack(topic, { ...topic, ...nat }))).toEqual([]);
  const alarm = { Alarm: resource('AWS::CloudWatch::Alarm') };
  const from = assembly({ ops: { ...topic, ...alarm } });
  expect(found(RULE, review(from, assembly({ ops: topic }), { from: 'a', to: 'b' }))).toEqual([]);
});

test('names the whole, and not its parts', () => {
  const table = { Table: resource('AWS::EC2::RouteTable') };
  const route = { Default: resource('AWS::EC2::Route', { RouteTableId: { Ref: 'Table' } }) };
  expect(found(RULE, reviewStack({ ...topic, ...table, ...route }, topic))).toEqual([]);
  expect(only(RULE, reviewStack({ ...topic, ...table, ...route }, { ...topic, ...table })).logicalId).toBe('Default');
});

test.each([
  'AWS::CertificateManager::Certificate',
  'AWS::CloudFront::PublicKey',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::IAM::ServerCertificate',
])('leaves %s alone, which is not deleted while something uses it', (type) => {
  expect(found(RULE, reviewStack({ ...topic, It: resource(type) }, topic))).toEqual([]);
});

test('what stays, because the one in its place is refused, is not removed', () => {
  const route = {
    RouteTableId: 'rtb-1',
    DestinationCidrBlock: '0.0.0.0/0',
    NatGatewayId: 'nat-1',
  };
  const review = reviewStack(
    { ...topic, Old: resource('AWS::EC2::Route', route) },
    { ...topic, New: resource('AWS::EC2::Route', route) },
  );
  expect(only('fixed-name-collision', review).logicalId).toBe('New');
  expect(found(RULE, review)).toEqual([]);
});
