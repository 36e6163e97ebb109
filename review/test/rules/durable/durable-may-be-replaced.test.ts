import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'durable-may-be-replaced';
const database = (properties: Record<string, unknown>) => ({ Db: resource('AWS::RDS::DBInstance', properties) });

test('says that nobody decided it', () => {
  const domain = (Enabled: boolean) => ({
    Search: resource('AWS::Elasticsearch::Domain', { NodeToNodeEncryptionOptions: { Enabled } }),
  });
  expect(only(RULE, reviewStack(domain(false), domain(true)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Search',
    message:
      'AWS::Elasticsearch::Domain Search may be replaced: NodeToNodeEncryptionOptions.Enabled false → true. The resource specification says "maybe", and no documented behaviour that we know decides it',
  });
});

test('says so of a property that the specification does not know', () => {
  expect(only(RULE, reviewStack(database({}), database({ BrandNew: 1 }))).message).toBe(
    'AWS::RDS::DBInstance Db may be replaced: BrandNew unset → 1. The resource specification does not know the property, and no documented behaviour that we know decides it',
  );
});

test('leaves what the table of documented behaviours decides alone', () => {
  expect(found(RULE, reviewStack(database({ MultiAZ: false }), database({ MultiAZ: true })))).toEqual([]);
});
