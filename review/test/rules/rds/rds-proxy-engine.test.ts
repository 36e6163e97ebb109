import { Resource } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, reviewStack, StackInput } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-proxy-engine';
const proxy = (EngineFamily: unknown = 'POSTGRESQL') => resource('AWS::RDS::DBProxy', { EngineFamily });
const group = (properties: Record<string, unknown>) =>
  resource('AWS::RDS::DBProxyTargetGroup', {
    DBProxyName: { Ref: 'Proxy' },
    TargetGroupName: 'default',
    ...properties,
  });
const instance = (properties: Record<string, unknown>) => resource('AWS::RDS::DBInstance', properties);
const INSTANCES = { DBInstanceIdentifiers: [{ Ref: 'Db' }] };
const CLUSTERS = { DBClusterIdentifiers: [{ Ref: 'Db' }] };
const step = (Db: Resource, family?: string) =>
  reviewStack(
    {},
    { Proxy: proxy(family), Group: group(Db.Type === 'AWS::RDS::DBInstance' ? INSTANCES : CLUSTERS), Db },
  );
const cluster = (properties: Record<string, unknown>) => resource('AWS::RDS::DBCluster', properties);

test.each<[string, Resource, string | undefined, string]>([
  [
    'an engine without a proxy',
    instance({ Engine: 'oracle-se2', EngineVersion: '19' }),
    undefined,
    'RDS Proxy is not available for the engine oracle-se2 of AWS::RDS::DBInstance Db',
  ],
  [
    'an engine of another family',
    instance({ Engine: 'mysql', EngineVersion: '8.4' }),
    undefined,
    'its proxy is of the family POSTGRESQL, and AWS::RDS::DBInstance Db runs mysql',
  ],
  [
    'an old version',
    instance({ Engine: 'postgres', EngineVersion: '9.6.24' }),
    undefined,
    'RDS Proxy takes no version "9.6.24", which AWS::RDS::DBInstance Db runs',
  ],
  [
    'an old version of two numbers',
    instance({ Engine: 'mysql', EngineVersion: '5.6.51' }),
    'MYSQL',
    'RDS Proxy takes no version "5.6.51", which AWS::RDS::DBInstance Db runs',
  ],
  [
    'an old version of Aurora MySQL, by its own number',
    cluster({ Engine: 'aurora-mysql', EngineVersion: '5.7.mysql_aurora.2.04.1' }),
    'MYSQL',
    'RDS Proxy takes no version "5.7.mysql_aurora.2.04.1", which AWS::RDS::DBCluster Db runs',
  ],
  [
    'a read replica',
    instance({ SourceDBInstanceIdentifier: 'primary' }),
    undefined,
    'AWS::RDS::DBInstance Db is a read replica, and a proxy is for the writer alone',
  ],
  [
    'Aurora Serverless v1',
    cluster({ Engine: 'aurora-postgresql', EngineMode: 'serverless' }),
    undefined,
    'AWS::RDS::DBCluster Db is of Aurora Serverless v1, which has no proxy',
  ],
])('flags %s', (_, db, family, why) => {
  expect(only(RULE, step(db, family))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Group',
    message: `AWS::RDS::DBProxyTargetGroup Group is refused: ${why}`,
  });
});

test('asks to look up a version that is newer than what is known', () => {
  expect(only(RULE, step(instance({ Engine: 'postgres', EngineVersion: '18.1' })))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Group',
    message:
      'AWS::RDS::DBInstance Db runs version "18.1", newer than those (to 17) that RDS Proxy is known to take: it refuses a database whose version it does not list yet',
  });
});

test('finds the database in another stack', () => {
  const out = (OutputName: string) => ({ 'Fn::GetStackOutput': { StackName: 'data', OutputName } });
  const data: StackInput = {
    template: {
      Resources: { Db: instance({ Engine: 'mysql', EngineVersion: '8.4' }) },
      Outputs: { Id: { Value: { Ref: 'Db' } } },
    },
  };
  const app = { Proxy: proxy(), Group: group({ DBInstanceIdentifiers: [out('Id')] }) };
  const step = review(assembly({}), assembly({ data, app }), { from: 'before', to: 'after' });
  expect(only(RULE, step)).toMatchObject({ severity: 'hazard', stack: 'app', logicalId: 'Group' });
});

test.each<[string, Resource, string | undefined]>([
  ['PostgreSQL', instance({ Engine: 'postgres', EngineVersion: '17' }), undefined],
  ['MySQL', instance({ Engine: 'mysql', EngineVersion: '8.4' }), 'MYSQL'],
  ['MariaDB', instance({ Engine: 'mariadb', EngineVersion: '11.8.3' }), 'MYSQL'],
  ['SQL Server', instance({ Engine: 'sqlserver-se', EngineVersion: '16.00.4105.2.v1' }), 'SQLSERVER'],
  ['Aurora MySQL', cluster({ Engine: 'aurora-mysql', EngineVersion: '8.0.mysql_aurora.3.08.0' }), 'MYSQL'],
  ['Aurora PostgreSQL', cluster({ Engine: 'aurora-postgresql', EngineVersion: '16.4' }), undefined],
  ['a version that RDS chooses', instance({ Engine: 'postgres' }), undefined],
  ['an engine that only the deployment knows', instance({ Engine: { Ref: 'Engine' } }), undefined],
])('leaves %s alone', (_, db, family) => {
  expect(found(RULE, step(db, family))).toEqual([]);
});

test('leaves alone what stands elsewhere', () => {
  const groups = { Group: group({ DBInstanceIdentifiers: ['other'], DBClusterIdentifiers: { Ref: 'Ids' } }) };
  expect(found(RULE, reviewStack({}, { Proxy: proxy(), ...groups }))).toEqual([]);
});
