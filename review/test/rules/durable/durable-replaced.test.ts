import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'durable-replaced';
const database = (properties: Record<string, unknown>, policy?: string) => ({
  Db: resource('AWS::RDS::DBInstance', properties, policy ? { UpdateReplacePolicy: policy } : {}),
});

test.each([
  ['Retain', 'the old one stays behind, outside the stack (UpdateReplacePolicy Retain)'],
  ['Snapshot', 'the old one is deleted after a last snapshot (UpdateReplacePolicy Snapshot)'],
  [undefined, 'the old one is deleted with what it holds (UpdateReplacePolicy unset)'],
])('says what replaces a database and what becomes of the old one: %s', (policy, fate) => {
  const review = reviewStack(
    database({ StorageEncrypted: false }, policy),
    database({ StorageEncrypted: true }, policy),
  );
  expect(only(RULE, review)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Db',
    message: `AWS::RDS::DBInstance Db is replaced by an empty one: StorageEncrypted false → true; ${fate}`,
  });
});

test('names what is replaced upstream', () => {
  const state = (AttributeName: string) => ({
    Group: resource('AWS::RDS::DBSubnetGroup', { DBSubnetGroupName: AttributeName }),
    Db: resource('AWS::RDS::DBInstance', { DBSubnetGroupName: { Ref: 'Group' } }),
  });
  expect(only(RULE, reviewStack(state('one'), state('two'))).message).toContain(
    'is replaced by an empty one: DBSubnetGroupName (what it refers to is replaced);',
  );
});

test('leaves in-place changes and stateless resources alone', () => {
  expect(found(RULE, reviewStack(database({ MultiAZ: false }), database({ MultiAZ: true })))).toEqual([]);
  const group = (GroupDescription: string) => ({ Web: resource('AWS::EC2::SecurityGroup', { GroupDescription }) });
  expect(found(RULE, reviewStack(group('a'), group('b')))).toEqual([]);
});

test('says what a new one is filled with', () => {
  const state = (DBSnapshotIdentifier: string) => database({ DBSnapshotIdentifier });
  expect(only(RULE, reviewStack(state('a'), state('b'))).message).toContain(
    'is replaced by one with what its DBSnapshotIdentifier has, and nothing that was written since: ',
  );
});

test('tells that a protected one stays', () => {
  const state = (StorageEncrypted: boolean) => database({ StorageEncrypted, DeletionProtection: 'true' });
  expect(only(RULE, reviewStack(state(false), state(true))).message).toContain(
    'the old one is not deleted while DeletionProtection is on, which this step does not take off first: the clean-up fails, and it stays behind, outside the stack',
  );
});
