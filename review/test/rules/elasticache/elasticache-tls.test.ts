import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'elasticache-tls';
const cache = (TransitEncryptionEnabled: boolean, TransitEncryptionMode?: string) => ({
  Cache: resource('AWS::ElastiCache::ReplicationGroup', {
    TransitEncryptionEnabled,
    ...(TransitEncryptionMode === undefined ? {} : { TransitEncryptionMode }),
  }),
});

test.each([
  ['required', '"required"'],
  [undefined, 'unset'],
])('flags one step instead of two: %j', (mode, text) => {
  expect(only(RULE, reviewStack(cache(false), cache(true, mode)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Cache',
    message: `AWS::ElastiCache::ReplicationGroup Cache turns encryption in transit on with TransitEncryptionMode ${text}: ElastiCache refuses it, for it takes two steps, preferred and then required`,
  });
});

test('leaves either of the two steps alone', () => {
  expect(found(RULE, reviewStack(cache(false), cache(true, 'preferred')))).toEqual([]);
  expect(found(RULE, reviewStack(cache(true, 'preferred'), cache(true, 'required')))).toEqual([]);
});
