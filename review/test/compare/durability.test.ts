import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { classify, classifiedTypes, durabilityOf } from '../../compare/durability';
import { resource } from '../support';

const specification = loadAwsServiceSpecSync();

test('each type in the tables is one that CloudFormation has, or had, and is in one of them', () => {
  const types = classifiedTypes();
  const unknown = types.filter(
    (type) => specification.lookup('resource', 'cloudFormationType', 'equals', type).length === 0,
  );
  expect(unknown).toEqual([]);
  expect(types).toEqual([...new Set(types)]);
});

test('each type that the specification calls stateful is in a table', () => {
  const left = specification
    .all('resource')
    .filter(({ isStateful, cloudFormationType }) => isStateful && durabilityOf(cloudFormationType) === 'stateless')
    .map(({ cloudFormationType }) => cloudFormationType);
  // What is in a nested stack is judged resource by resource; logs are not what an application runs on.
  expect(left.sort()).toEqual(['AWS::CloudFormation::Stack', 'AWS::Logs::LogGroup']);
});

test.each([
  ['AWS::RDS::DBInstance', {}, 'durable', 'rows of a database'],
  [
    'AWS::RDS::DBInstance',
    { SourceDBInstanceIdentifier: 'a' },
    'transient',
    'a read replica: it is made again from its source, slowly',
  ],
  [
    'AWS::RDS::DBInstance',
    { DBClusterIdentifier: 'a' },
    'transient',
    'an instance of a cluster: the data is in the cluster',
  ],
  ['AWS::RDS::DBCluster', {}, 'durable', 'rows of a database'],
  [
    'AWS::RDS::DBCluster',
    { ReplicationSourceIdentifier: 'a' },
    'transient',
    'a replica of another cluster: it is made again from its source, slowly',
  ],
  [
    'AWS::RDS::DBCluster',
    { ReplicationSourceIdentifier: 'a', DeletionProtection: true },
    'durable',
    'rows of a database',
  ],
  ['AWS::SecretsManager::Secret', {}, 'durable', 'credentials that a database or another service still expects'],
  [
    'AWS::ElastiCache::ReplicationGroup',
    {},
    'transient',
    'a cache: it fills again, slowly, under the load that it kept away',
  ],
  ['AWS::SQS::Queue', {}, 'transient', 'messages in flight'],
  ['AWS::ECS::Service', {}, 'stateless', 'it is made again as it was'],
  ['AWS::Logs::LogGroup', {}, 'stateless', 'it is made again as it was'],
  [
    'AWS::Logs::LogGroup',
    { DeletionProtectionEnabled: true },
    'durable',
    'log events that are protected from deletion',
  ],
  ['Vendor::Thing::Else', {}, 'stateless', 'it is made again as it was'],
])('%s with %j is %s', (type, properties, durability, reason) => {
  expect(classify(type, resource(type, properties))).toEqual({ durability, reason });
});
