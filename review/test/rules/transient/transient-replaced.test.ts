import { DECLARED_REPLACEABLE } from '../../../rules/transient/transient-replaced';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'transient-replaced';
const cache = (AtRestEncryptionEnabled: boolean, reason?: string) => ({
  Cache: resource(
    'AWS::ElastiCache::ReplicationGroup',
    { AtRestEncryptionEnabled },
    reason === undefined ? {} : { Metadata: { [DECLARED_REPLACEABLE]: reason } },
  ),
});

test('flags a cache that is replaced', () => {
  expect(only(RULE, reviewStack(cache(false), cache(true)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Cache',
    message:
      'AWS::ElastiCache::ReplicationGroup Cache is replaced: AtRestEncryptionEnabled false → true; the new cache is cold, its endpoint is another, and the database takes the whole load until it is warm',
  });
});

test('notes it where the change is declared with a reason', () => {
  expect(only(RULE, reviewStack(cache(false), cache(true, 'warmed before the switch')))).toEqual({
    severity: 'note',
    stack: 'app',
    logicalId: 'Cache',
    message:
      'AWS::ElastiCache::ReplicationGroup Cache is replaced: AtRestEncryptionEnabled false → true. Declared: "warmed before the switch"',
  });
});

test('takes no empty reason', () => {
  expect(only(RULE, reviewStack(cache(false), cache(true, ' '))).severity).toBe('hazard');
});

test('flags a queue that goes', () => {
  const other = { Topic: resource('AWS::SNS::Topic') };
  expect(only(RULE, reviewStack({ ...other, Jobs: resource('AWS::SQS::Queue') }, other))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Jobs',
    message: 'AWS::SQS::Queue Jobs is deleted; the messages in it are lost',
  });
});

test('is only careful about a read replica that goes', () => {
  const source = { Db: resource('AWS::RDS::DBInstance') };
  const replica = { Replica: resource('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: { Ref: 'Db' } }) };
  expect(only(RULE, reviewStack({ ...source, ...replica }, source))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Replica',
    message: 'AWS::RDS::DBInstance Replica is deleted; reads and failover are without it',
  });
});

test('leaves in-place changes alone', () => {
  const sized = (CacheNodeType: string) => ({
    Cache: resource('AWS::ElastiCache::ReplicationGroup', { CacheNodeType }),
  });
  expect(found(RULE, reviewStack(sized('cache.t4g.micro'), sized('cache.r7g.large')))).toEqual([]);
});
