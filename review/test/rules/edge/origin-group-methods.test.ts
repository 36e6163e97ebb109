import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'origin-group-methods';
const ALL = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'];
const READS = ['GET', 'HEAD', 'OPTIONS'];
const behavior = (TargetOriginId: unknown, AllowedMethods: unknown, PathPattern?: string) => ({
  TargetOriginId,
  AllowedMethods,
  ...(PathPattern && { PathPattern }),
});
const site = (DefaultCacheBehavior: object, CacheBehaviors?: unknown) =>
  resource('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      DefaultCacheBehavior,
      CacheBehaviors,
      OriginGroups: { Quantity: 1, Items: [{ Id: 'both' }] },
    },
  });

test('flags the default behavior', () => {
  expect(only(RULE, reviewStack({}, { Site: site(behavior('both', ALL)) }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Site',
    message:
      'AWS::CloudFront::Distribution Site is refused: its behavior for "*" allows PUT, PATCH, POST, DELETE and sends to the origin group "both"',
  });
});

test('flags a behavior of a path', () => {
  const Site = site(behavior('one', ALL), [behavior('both', READS, '/static/*'), behavior('both', ALL, '/api/*')]);
  expect(only(RULE, reviewStack({}, { Site })).message).toContain('its behavior for "/api/*" allows');
});

test.each([
  ['reads from the group', site(behavior('both', READS))],
  ['the methods that are allowed unless others are', site(behavior('both', undefined))],
  ['writes to one origin', site(behavior('one', ALL), [behavior('both', READS, '/static/*')])],
  ['what only the deployment knows', site(behavior({ Ref: 'Target' }, { Ref: 'Methods' }), { Ref: 'More' })],
  ['a distribution without groups', resource('AWS::CloudFront::Distribution', { DistributionConfig: {} })],
])('leaves %s alone', (_, Site) => {
  expect(found(RULE, reviewStack({}, { Site }))).toEqual([]);
});
