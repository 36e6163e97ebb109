import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'rds-replica-connections';
const GROUP = 'AWS::RDS::DBParameterGroup';

interface Limits {
  readonly writer?: string;
  readonly replica?: string;
  readonly engine?: string;
}

const app = (DBInstanceClass: string, { writer, replica, engine = 'postgres' }: Limits = {}) => {
  const group = (max_connections: string | undefined) =>
    resource(GROUP, { Parameters: max_connections === undefined ? {} : { max_connections } });
  return {
    WriterGroup: group(writer),
    ReplicaGroup: group(replica),
    Db: resource('AWS::RDS::DBInstance', {
      Engine: engine,
      DBInstanceClass,
      DBParameterGroupName: { Ref: 'WriterGroup' },
    }),
    Replica: resource('AWS::RDS::DBInstance', {
      DBInstanceClass,
      SourceDBInstanceIdentifier: { Ref: 'Db' },
      DBParameterGroupName: { Ref: 'ReplicaGroup' },
    }),
  };
};
const grown = (limits?: Limits) => reviewStack(app('db.m7g.large', limits), app('db.r7g.xlarge', limits));

test('replicas whose limit follows their class fall behind the writer that has the new one', () => {
  expect(only(RULE, grown())).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Db',
    message:
      'AWS::RDS::DBInstance Db changes DBInstanceClass db.m7g.large → db.r7g.xlarge before its replicas Replica, whose max_connections follow the class: while the writer takes more than they do, they stop replaying and answer with old data',
  });
});

test('so do replicas with fewer than the writer for good', () => {
  expect(found(RULE, grown({ writer: '800', replica: '400' }))).toHaveLength(1);
  expect(found(RULE, grown({ replica: '400' }))).toHaveLength(1);
});

test.each<[string, Limits]>([
  ['a number for all', { writer: '400', replica: '400' }],
  ['replicas with more of the memory', { replica: 'LEAST({DBInstanceClassMemory/953139},5000)' }],
  ['an engine that goes on', { engine: 'mysql' }],
])('%s: nothing to tell', (_, limits) => {
  expect(found(RULE, grown(limits))).toEqual([]);
});

test('a replica that is new, and a class that stays, are nothing to tell', () => {
  const { Replica, ...without } = app('db.m7g.large');
  expect(Replica).toBeDefined();
  expect(found(RULE, reviewStack(without, app('db.r7g.xlarge')))).toEqual([]);
  expect(found(RULE, reviewStack(app('db.m7g.large'), app('db.m7g.large', { writer: '300' })))).toEqual([]);
});
