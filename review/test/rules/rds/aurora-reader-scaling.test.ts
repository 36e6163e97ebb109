import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'aurora-reader-scaling';
const Cluster = resource('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql' });
const instance = (DBInstanceClass: string) =>
  resource('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' }, DBInstanceClass });
const target = (MinCapacity: number, MaxCapacity: number, ScalableDimension = 'rds:cluster:ReadReplicaCount') =>
  resource('AWS::ApplicationAutoScaling::ScalableTarget', {
    ServiceNamespace: 'rds',
    ScalableDimension,
    ResourceId: { 'Fn::Join': ['', ['cluster:', { Ref: 'Cluster' }]] },
    MinCapacity,
    MaxCapacity,
  });
const Writer = instance('db.r8g.large');
const Reader1 = instance('db.r8g.large');
const writer = { Cluster, Writer };
const both = { ...writer, Reader1 };

test('flags readers that are serverless', () => {
  const serverless = { Cluster, Writer: instance('db.serverless'), Reader1: instance('db.serverless') };
  expect(only(RULE, reviewStack(serverless, { ...serverless, Scaling: target(1, 5) }))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Scaling',
    message:
      'AWS::ApplicationAutoScaling::ScalableTarget Scaling cannot be relied on: Writer of its cluster is serverless, and ' +
      'Aurora does not support to scale the number of serverless readers',
  });
});

test('flags a cluster that never has the first reader', () => {
  expect(only(RULE, reviewStack(writer, { ...writer, Scaling: target(0, 5) }))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Scaling',
    message:
      'AWS::ApplicationAutoScaling::ScalableTarget Scaling never scales: its cluster has the writer alone and its minimum ' +
      'is 0, and without a reader there is no metric',
  });
});

test('flags the end of scaling, whose readers stay', () => {
  expect(only(RULE, reviewStack({ ...both, Scaling: target(1, 5) }, both))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Scaling',
    message:
      'AWS::ApplicationAutoScaling::ScalableTarget Scaling goes: readers that autoscaling has made stay, in no template, ' +
      'and keep their cluster from being deleted',
  });
});

test.each<[string, Record<string, Resource>, Record<string, Resource>]>([
  ['a reader in the template', both, { ...both, Scaling: target(1, 5) }],
  ['a minimum above none', writer, { ...writer, Scaling: target(1, 5) }],
  ['a cluster that is made elsewhere', {}, { Scaling: target(0, 5) }],
  ['the end of a range of one number', { ...both, Scaling: target(1, 1) }, both],
  ['what is scaled otherwise', { ...both, Scaling: target(1, 5, 'ecs:service:DesiredCount') }, both],
])('leaves %s alone', (_, from, to) => {
  expect(found(RULE, reviewStack(from, to))).toEqual([]);
});
