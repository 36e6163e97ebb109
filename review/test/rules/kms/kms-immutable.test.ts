import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'kms-immutable';
const key = (properties: Record<string, unknown>) => ({ Key: resource('AWS::KMS::Key', properties) });

test.each([
  [{}, { MultiRegion: true }, 'MultiRegion unset → true'],
  [{ KeySpec: 'RSA_2048' }, { KeySpec: 'RSA_4096' }, 'KeySpec "RSA_2048" → "RSA_4096"'],
])('flags what is fixed: %#', (before, after, text) => {
  expect(only(RULE, reviewStack(key(before), key(after)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Key',
    message: `AWS::KMS::Key Key changes ${text}: it is fixed when the key is created, and the update fails`,
  });
});

test('leaves rotation, and a default that is spelled out, alone', () => {
  expect(found(RULE, reviewStack(key({}), key({ EnableKeyRotation: true })))).toEqual([]);
  expect(found(RULE, reviewStack(key({}), key({ MultiRegion: false })))).toEqual([]);
});

test('says what to do for each', () => {
  const remedy = (before: Record<string, unknown>, after: Record<string, unknown>) =>
    reviewStack(key(before), key(after)).findings.find(({ rule }) => rule === RULE)?.remedy;
  expect(remedy({}, { MultiRegion: true })).toMatch(/^Create keys for data that will cross Regions as multi-Region/);
  expect(remedy({}, { KeyUsage: 'SIGN_VERIFY' })).toBe('Create a second key and encrypt anew what needs it.');
});
