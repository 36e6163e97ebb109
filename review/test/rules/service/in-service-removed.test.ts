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
