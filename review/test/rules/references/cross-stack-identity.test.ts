import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'cross-stack-identity';
const topic = { Topic: resource('AWS::SNS::Topic') };
const KEY = { 'Fn::GetStackOutput': { StackName: 'keys', OutputName: 'Arn' } };
const database = (properties: Record<string, unknown>) => ({ Db: resource('AWS::RDS::DBInstance', properties) });

test('is careful about a database whose key is in another stack', () => {
  expect(only(RULE, reviewStack(topic, { ...topic, ...database({ KmsKeyId: KEY, MultiAZ: true }) }))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Db',
    message:
      'AWS::RDS::DBInstance Db takes KmsKeyId from another stack: when that value becomes another there, this resource is replaced by an empty one',
  });
});

test('leaves properties that change in place, and what was there before, alone', () => {
  const groups = { VPCSecurityGroups: [{ 'Fn::ImportValue': 'network:Group' }] };
  expect(found(RULE, reviewStack(topic, { ...topic, ...database(groups) }))).toEqual([]);
  const review = reviewStack(database({ KmsKeyId: KEY }), database({ KmsKeyId: KEY, MultiAZ: true }));
  expect(found(RULE, review)).toEqual([]);
});

test('is careful about a replica whose zone is said by another stack, which the specification calls "maybe"', () => {
  const writer = database({ Engine: 'postgres' });
  const zone = { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'Zone' } };
  const replica = {
    Replica: resource('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: { Ref: 'Db' }, AvailabilityZone: zone }),
  };
  expect(only(RULE, reviewStack(writer, { ...writer, ...replica }))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Replica',
    message:
      'AWS::RDS::DBInstance Replica takes AvailabilityZone from another stack: when that value becomes another there, this resource is replaced by an empty one',
  });
});

test('leaves what only may replace by the specification, and is in place by the documentation, alone', () => {
  const group = { DBParameterGroupName: { 'Fn::GetStackOutput': { StackName: 'groups', OutputName: 'Name' } } };
  expect(found(RULE, reviewStack(topic, { ...topic, ...database(group) }))).toEqual([]);
});
