import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'instances-at-once';
const SMALL = 'db.r7g.large';
const LARGE = 'db.r7g.xlarge';
const cluster = (classes: Record<string, string>) => ({
  Shop: resource('AWS::RDS::DBCluster', { Engine: 'aurora-postgresql' }),
  ...Object.fromEntries(
    Object.entries(classes).map(([id, DBInstanceClass]) => [
      id,
      resource('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Shop' }, DBInstanceClass }),
    ]),
  ),
});

test('says which instances change together', () => {
  expect(only(RULE, reviewStack(cluster({ A: SMALL, B: SMALL }), cluster({ A: LARGE, B: LARGE })))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'A',
    message:
      'Every instance of app/Shop (A, B) changes its class in one update: CloudFormation does them at once, and for minutes none of them answers',
  });
});

test('knows read replicas', () => {
  const replicas = (DBInstanceClass: string) => ({
    Db: resource('AWS::RDS::DBInstance', { DBInstanceClass: SMALL }),
    Copy: resource('AWS::RDS::DBInstance', { DBInstanceClass, SourceDBInstanceIdentifier: { Ref: 'Db' } }),
  });
  expect(only(RULE, reviewStack(replicas(SMALL), replicas(LARGE))).message).toMatch(
    /^Every instance of app\/Db \(Copy\)/,
  );
});

test('leaves one that stays alone, and counts none that is new', () => {
  expect(found(RULE, reviewStack(cluster({ A: SMALL, B: SMALL }), cluster({ A: LARGE, B: SMALL })))).toEqual([]);
  expect(found(RULE, reviewStack(cluster({ A: SMALL }), cluster({ A: LARGE, B: LARGE })))).toHaveLength(1);
});

test('leaves those alone that wait for each other', () => {
  const chained = (size: string) => {
    const stack: Record<string, Resource> = cluster({ A: size, B: size });
    return { ...stack, B: { ...stack.B, DependsOn: ['A'] } };
  };
  expect(found(RULE, reviewStack(chained(SMALL), chained(LARGE)))).toEqual([]);
});
