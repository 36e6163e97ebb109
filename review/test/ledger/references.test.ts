import { App, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { heldTo, ledgerFile, recorded } from './support';

describe('references between stacks', () => {
  /** A key in one stack, and the secret of a database that is encrypted with it in another. */
  const keyed = (key: string, strength: 'weak' | 'strong') => (app: App) => {
    app.node.setContext('@aws-cdk/core:defaultCrossStackReferences', strength);
    const keys = new Stack(app, 'Keys', { env: { region: 'eu-west-1' } });
    const data = new Stack(app, 'Data', { env: { region: 'eu-west-1' } });
    const made = { a: new kms.Key(keys, 'A'), b: new kms.Key(keys, 'B') };
    keys.exportValue(made.a.keyArn);
    keys.exportValue(made.b.keyArn);
    new rds.CfnDBInstance(data, 'Database', { engine: 'postgres', kmsKeyId: made[key as 'a' | 'b'].keyArn });
  };

  test.each(['weak', 'strong'] as const)('another key through a %s reference is a replacement', (strength) => {
    const file = ledgerFile(recorded(keyed('a', strength)));
    expect(heldTo(file, keyed('a', strength))).toBe('');
    expect(heldTo(file, keyed('b', strength))).toContain('(Data/Database) would be replaced: KmsKeyId');
  });

  test('an output that passes on another value is a replacement, though the reference reads the same', () => {
    const through = (value: string) => (app: App) => {
      const keys = new Stack(app, 'Keys', { env: { region: 'eu-west-1' } });
      const data = new Stack(app, 'Data', { env: { region: 'eu-west-1' } });
      new sqs.Queue(keys, 'Queue');
      const output = keys.exportValue(value, { name: 'TheKey' });
      new rds.CfnDBInstance(data, 'Database', { engine: 'postgres', kmsKeyId: output });
    };
    const file = ledgerFile(recorded(through('arn:aws:kms:eu-west-1:111122223333:key/a')));
    const report = heldTo(file, through('arn:aws:kms:eu-west-1:111122223333:key/b'));
    expect(report).toMatch(/KmsKeyId refers to Keys\/Outputs\.\w+, which would be replaced: Value "arn.*a" → "arn.*b"/);
  });

  test("a nested stack's parameter is followed to what its parent passes", () => {
    const nested = (name: string | undefined) => (app: App) => {
      const parent = new Stack(app, 'Parent');
      const group = new rds.CfnDBSubnetGroup(parent, 'Group', {
        dbSubnetGroupName: name,
        dbSubnetGroupDescription: 'd',
        subnetIds: ['a'],
      });
      const inner = new NestedStack(parent, 'Inner', { parameters: { Group: group.ref } });
      const parameter = new CfnParameter(inner, 'Group');
      new rds.CfnDBInstance(inner, 'Database', { engine: 'postgres', dbSubnetGroupName: parameter.valueAsString });
    };
    const file = ledgerFile(recorded(nested(undefined)));
    expect(heldTo(file, nested(undefined))).toBe('');
    expect(heldTo(file, nested('fixed'))).toMatch(
      /Database\) would be replaced: DBSubnetGroupName refers to \S+\/Group, which would be replaced: Value refers to Parent\/Group, which would be replaced: DBSubnetGroupName unset → "fixed"/,
    );
  });
});
