import { Resource } from '../../../model';
import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'elasticache-user-group';
const user = (Engine: string, more: object = {}) =>
  resource('AWS::ElastiCache::User', { Engine, UserId: 'app', UserName: 'app', ...more });
const group = (Engine: string, ...UserIds: unknown[]) =>
  resource('AWS::ElastiCache::UserGroup', { Engine, UserGroupId: 'users', UserIds });
const cache = (Engine: string, UserGroupIds: unknown[] = [{ Ref: 'Group' }]) =>
  resource('AWS::ElastiCache::ReplicationGroup', { Engine, UserGroupIds });
const step = (resources: Record<string, Resource>) => reviewStack({}, resources);
const APP = { Ref: 'User' };

test.each<[string, Record<string, Resource>]>([
  ['by reference', { Cache: cache('redis') }],
  ['by its id', { Cache: cache('redis', ['users']) }],
  [
    'of a serverless cache',
    { Cache: resource('AWS::ElastiCache::ServerlessCache', { Engine: 'redis', UserGroupId: 'users' }) },
  ],
])('flags a cache of Redis OSS with a group of Valkey: %s', (_, resources) => {
  const all = { ...resources, Group: group('valkey', APP), User: user('valkey') };
  expect(only(RULE, step(all))).toMatchObject({
    severity: 'hazard',
    logicalId: 'Cache',
    message: expect.stringMatching(
      /^AWS::ElastiCache::\w+ Cache is refused: its engine is "redis", and that of its user group Group is "valkey"$/,
    ),
  });
});

test('flags it over stacks', () => {
  const to = assembly({
    users: {
      template: {
        Resources: { Group: group('valkey', APP), User: user('valkey') },
        Outputs: { GroupId: { Value: { Ref: 'Group' } } },
      },
    },
    app: { Cache: cache('redis', [{ 'Fn::GetStackOutput': { StackName: 'users', OutputName: 'GroupId' } }]) },
  });
  expect(only(RULE, review(assembly({}), to, { from: 'a', to: 'b' }))).toMatchObject({
    stack: 'app',
    logicalId: 'Cache',
  });
});

test('flags a user of a group of Valkey who needs no password', () => {
  for (const open of [{ NoPasswordRequired: true }, { AuthenticationMode: { Type: 'no-password-required' } }]) {
    expect(only(RULE, step({ Group: group('valkey', APP), User: user('redis', open) }))).toEqual({
      severity: 'hazard',
      stack: 'app',
      logicalId: 'Group',
      message:
        'AWS::ElastiCache::UserGroup Group is refused: its engine is "valkey", and its user User needs no password',
    });
  }
});

test('flags a group of Redis OSS without a user named default', () => {
  expect(only(RULE, step({ Group: group('redis', APP), User: user('redis') }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Group',
    message:
      'AWS::ElastiCache::UserGroup Group is refused: its engine is "redis", and none of its users ["User"] is named "default"',
  });
});

test.each<[string, Record<string, Resource>]>([
  ['Valkey takes both', { Cache: cache('valkey'), Group: group('redis', 'default', APP), User: user('redis') }],
  ['one engine throughout', { Cache: cache('valkey'), Group: group('valkey', APP), User: user('valkey') }],
  [
    'a user of its own by the name default',
    { Group: group('redis', APP), User: user('redis', { UserName: 'default' }) },
  ],
  ['users made elsewhere', { Group: group('redis', 'elsewhere'), Cache: cache('redis', ['others']) }],
])('leaves alone: %s', (_, resources) => {
  expect(found(RULE, step(resources))).toEqual([]);
});
