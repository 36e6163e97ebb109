import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, App, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { DurableLedger } from '../../../lib/ledger/durable-ledger';
import { readLedger } from '../../ledger/file';
import { shop, Variant } from './shop';
import { fresh, heldTo, ledgerFile, recorded, synthesised } from './support';

const ledger = ledgerFile(recorded(shop()));
const held = (variant: Variant) => heldTo(ledger, shop(variant));

describe('synthesis goes on where all that is durable stays', () => {
  test('when nothing changes', () => {
    expect(held({})).toBe('');
  });

  test('when what changes is in place, or not durable', () => {
    expect(
      held({ database: { multiAz: true, dbInstanceClass: 'db.r7g.large', backupRetentionPeriod: 14 }, queue: true }),
    ).toBe('');
  });

  test('when a value is only spelled in another way', () => {
    expect(held({ spelling: true })).toBe('');
  });
});

describe('synthesis fails, with the name of the resource and the values', () => {
  test.each<[string, Variant, string, string]>([
    [
      'vanishes',
      { bucket: 'renamed' },
      'durable-vanished',
      'AWS::S3::Bucket Data/Uploads/Resource (shop-data/Uploads4F6EB0FD) is gone; new of this type: shop-data/Files8E6940B8',
    ],
    ['moves', { bucket: 'other' }, 'durable-moved', '(shop-data/Uploads4F6EB0FD) moves to the stack shop-other'],
    [
      'changes its type',
      { type: 'AWS::RDS::DBCluster' },
      'durable-type-changed',
      '(shop-data/Database) changes its type from AWS::RDS::DBInstance to AWS::RDS::DBCluster',
    ],
    [
      'is replaced',
      { tableKey: 'number' },
      'durable-replaced',
      '(shop-data/OrdersA9B65338) would be replaced: KeySchema [{"AttributeName":"id","KeyType":"HASH"}] → [{"AttributeName":"number","KeyType":"HASH"}]',
    ],
    [
      'is given a value that was unset',
      { database: { port: '5433' } },
      'durable-replaced',
      'would be replaced: Port unset → "5433"',
    ],
    [
      'loses a value',
      { database: { dbName: undefined } },
      'durable-replaced',
      'would be replaced: DBName "shop" → unset',
    ],
    [
      'is protected no more',
      { database: { deletionProtection: false } },
      'durable-weakened',
      '(shop-data/Database) would be less protected: DeletionProtection true → false',
    ],
    [
      'is backed up no more',
      { database: { backupRetentionPeriod: 0 } },
      'durable-weakened',
      'would be less protected: turns BackupRetentionPeriod off: RDS deletes all automated backups at once',
    ],
    [
      'is backed up for a shorter time',
      { database: { backupRetentionPeriod: 3 } },
      'durable-weakened',
      'would be less protected: goes from 7 days to 3 days of BackupRetentionPeriod',
    ],
    [
      'is replaced as documented',
      { database: { engine: 'mysql' } },
      'durable-replaced',
      'would be replaced: Engine "postgres" → "mysql" (a database does not change its engine)',
    ],
    [
      'refers to what is replaced',
      { groupName: 'group' },
      'durable-replaced',
      'would be replaced: DBSubnetGroupName refers to shop-data/Group, which would be replaced: DBSubnetGroupName unset → "group"',
    ],
    [
      'is replaced in a nested stack',
      { nestedName: 'archive-of-the-shop' },
      'durable-replaced',
      '/OldF7E39C65) would be replaced: BucketName unset → "archive-of-the-shop"',
    ],
  ])('when a resource %s', (_, variant, rule, message) => {
    const report = held(variant);
    expect(report).toContain(rule);
    expect(report).toContain(message);
    expect(report).toContain('npx cdk-grow ledger record --accept shop-data/');
  });

  test('when a whole stack is gone', () => {
    const report = heldTo(ledger, (app) => new sqs.Queue(new Stack(app, 'Other', { stackName: 'shop-other' }), 'Work'));
    expect(report).toContain('(shop-data/Database) is gone with its stack shop-data');
    expect(report).toContain(
      '/OldF7E39C65) is gone with its stack shop-data/ArchiveNestedStackArchiveNestedStackResource',
    );
  });

  test('also when the finding is acknowledged in code: acceptances are in the ledger', () => {
    const report = heldTo(ledger, (app) => {
      shop({ tableKey: 'number' })(app);
      Validations.of(app).acknowledge({ id: 'DurableLedger::durable-replaced', reason: 'we know' });
    });
    expect(report).toContain('would be replaced: KeySchema');
  });
});

describe('stages', () => {
  const grown =
    (stage: string, more = false) =>
    (app: App) => {
      app.node.setContext('stage', stage);
      const data = new Stack(app, 'Data');
      new dynamodb.TableV2(data, 'Orders', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
      if (more) new s3.Bucket(data, 'Uploads');
    };
  const file = ledgerFile(recorded(grown('small'), 'small'), recorded(grown('large', true), 'large'));

  test('each is held to what was recorded for it', () => {
    expect(heldTo(file, grown('small'))).toBe('');
    expect(heldTo(file, grown('large', true))).toBe('');
    expect(heldTo(file, grown('large'))).toContain('(Data/Uploads4F6EB0FD) is gone');
    expect(heldTo(file, grown('small'), { stage: 'large' })).toContain('(Data/Uploads4F6EB0FD) is gone');
  });

  test('one that was not recorded fails, and so does an app that says none', () => {
    expect(heldTo(file, grown('huge'))).toContain('knows no stage "huge"');
    expect(heldTo(file, shop())).toContain('was recorded with stages, and the app says none');
  });
});

test('a durable resource that is not recorded is a warning', () => {
  const printed = jest.spyOn(console, 'error').mockImplementation();
  const folder = synthesised(
    (app) => {
      shop()(app);
      new s3.Bucket(new Stack(app, 'New'), 'Logs');
    },
    new DurableLedger({ path: ledger }),
  );
  expect(printed).toHaveBeenCalledWith(
    expect.stringContaining('AWS::S3::Bucket New/Logs/Resource is durable and not in the ledger'),
  );
  printed.mockRestore();
  const report = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8'));
  expect(report.pluginReports[0]).toMatchObject({
    pluginName: 'DurableLedger',
    conclusion: 'success',
    violations: [
      {
        ruleName: 'durable-unrecorded',
        severity: 'warning',
        violatingConstructs: [{ constructPath: 'New/Logs/Resource' }],
      },
    ],
  });
});

test('the stacks of a CDK stage are seen, and a plugin on one CDK stage sees only these', () => {
  const staged = (blueKey: string, greenKey: string, onGreen?: string) => (app: App) => {
    for (const [name, key] of [
      ['Blue', blueKey],
      ['Green', greenKey],
    ]) {
      const stage = new Stage(app, name);
      new dynamodb.TableV2(new Stack(stage, 'Data'), 'Orders', {
        partitionKey: { name: key, type: dynamodb.AttributeType.STRING },
      });
      if (onGreen !== undefined && name === 'Green')
        Validations.of(stage).addPlugins(new DurableLedger({ path: onGreen }));
    }
  };
  const whole = ledgerFile(recorded(staged('id', 'id')));
  expect(heldTo(whole, staged('id', 'id'))).toBe('');
  expect(heldTo(whole, staged('id', 'number'))).toContain('(Green-Data/OrdersA9B65338) would be replaced');

  const all = readLedger(whole);
  const green = fresh('green.json');
  const text = JSON.stringify({ ...all, resources: all.resources.filter(({ id }) => id.startsWith('Green')) });
  writeFileSync(green, text);
  const run = (build: (app: App) => void) => () => synthesised(build);
  expect(run(staged('number', 'id', green))).not.toThrow();
  expect(run(staged('id', 'number', green))).toThrow('(Green-Data/OrdersA9B65338) would be replaced');
});

test('while look-ups are missing nothing is said: the templates hold dummy values', () => {
  const looking = (app: App) => {
    const stack = new Stack(app, 'Data', {
      stackName: 'shop-data',
      env: { account: '111122223333', region: 'eu-west-1' },
    });
    ec2.Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' });
    Annotations.of(stack).addInfo('not yet');
  };
  expect(heldTo(ledger, looking)).toBe('');
});
