import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-instance-to-cluster';
const instance = { Db: resource('AWS::RDS::DBInstance') };
const cluster = { Cluster: resource('AWS::RDS::DBCluster') };

test('flags an instance that a cluster takes the place of', () => {
  expect(only(RULE, reviewStack(instance, cluster))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Db',
    message:
      'AWS::RDS::DBInstance Db goes and AWS::RDS::DBCluster Cluster comes in its place: the cluster begins empty',
  });
});

test('leaves a cluster beside the instance alone', () => {
  expect(found(RULE, reviewStack(instance, { ...instance, ...cluster }))).toEqual([]);
});

test('leaves a replica that goes, and a cluster that was there, alone', () => {
  const replica = { Replica: resource('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: { Ref: 'Db' } }) };
  expect(found(RULE, reviewStack({ ...instance, ...replica }, { ...instance, ...cluster }))).toEqual([]);
  expect(found(RULE, reviewStack({ ...instance, ...cluster }, cluster))).toEqual([]);
  const topic = { Topic: resource('AWS::SNS::Topic') };
  expect(found(RULE, reviewStack({ ...instance, ...topic }, { ...topic, Other: resource('AWS::SNS::Topic') }))).toEqual(
    [],
  );
});

test.each(['ReplicationSourceIdentifier', 'SnapshotIdentifier', 'SourceDBClusterIdentifier'])(
  'flags one that takes its data along by %s in the same step, and says where the steps are',
  (property) => {
    const review = reviewStack(instance, { Cluster: resource('AWS::RDS::DBCluster', { [property]: 'arn' }) });
    expect(only(RULE, review).message).toBe(
      'AWS::RDS::DBInstance Db goes and AWS::RDS::DBCluster Cluster comes in its place: the cluster begins with what its ' +
        'source has then, and what is written afterwards is lost',
    );
    expect(review.findings.find(({ rule }) => rule === RULE)!.remedy).toMatch(/docs\/rds-to-aurora\.md\.$/);
  },
);
