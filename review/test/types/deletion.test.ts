import { resourceSpec, specifiedTypes } from '../../compare/spec';
import { deletionOf } from '../../types/deletion';

/** Properties of such a name that keep nothing from being deleted. */
const OTHER = [
  /SkewProtection$/,
  /ChangeProtection$/,
  /DataProtection/,
  /FileSystemProtection$/,
  /MutationProtection$/,
];

test('knows every protection from deletion of the specification', () => {
  const names = specifiedTypes()
    .flatMap((type) => Object.keys(resourceSpec(type)?.properties ?? {}))
    .filter((name) => /Protection(Enabled)?$/.test(name) && !OTHER.some((other) => other.test(name)));
  const ignored = [...new Set(names)].filter(
    (name) =>
      deletionOf({ Type: 'AWS::EFS::FileSystem', Properties: { [name]: true } }, undefined).mechanism === 'lost',
  );
  expect(ignored).toEqual(['DnsAdvancedProtection']);
});

test.each([
  ['AWS::Cognito::UserPool', { DeletionProtection: 'ACTIVE' }],
  ['AWS::OpenSearchServerless::Collection', { DeletionProtection: 'ENABLED' }],
  ['AWS::VerifiedPermissions::PolicyStore', { DeletionProtection: { Mode: 'ENABLED' } }],
  ['AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'a', DeletionProtectionEnabled: true }] }],
])('reads it in each of its forms: %s %j', (Type, Properties) => {
  expect(deletionOf({ Type, Properties }, undefined).mechanism).toBe('left-behind');
});

test.each(['INACTIVE', 'DISABLED', false, { Mode: 'DISABLED' }])('takes %j for none', (DeletionProtection) => {
  expect(deletionOf({ Type: 'AWS::EFS::FileSystem', Properties: { DeletionProtection } }, undefined).mechanism).toBe(
    'lost',
  );
});
