import { readFileSync, writeFileSync } from 'node:fs';
import { DurableLedger } from '../../../lib/ledger/durable-ledger';
import { formatLedger, readLedger } from '../../ledger/file';
import { ledgerOf } from '../../ledger/record';
import { shop } from './shop';
import { fresh, heldTo, ledgerFile, recorded, SPECIFICATION } from './support';

const ledger = ledgerFile(recorded(shop()));

describe('the file', () => {
  test('that is missing fails synthesis and says how to make it', () => {
    const file = fresh('none.json');
    const report = heldTo(file, shop());
    expect(report).toContain(`there is no ledger at ${file}`);
    expect(report).toContain('npx cdk-grow ledger record');
  });

  test.each([
    ['{ "version": 1', 'is not JSON, or was not written to its end'],
    ['[]', 'is not a JSON object'],
    ['{ "version": 2 }', 'the ledger has version 2, and this release reads version 1'],
    [
      '{ "version": 1, "types": {}, "resources": [{}], "anchors": [], "accepted": [] }',
      '"resources" is not what `cdk-grow ledger record` writes',
    ],
    ['{ "version": 1, "types": { "A": "b" } }', '"types" is not what'],
    ['{ "version": 1, "types": {}, "resources": [], "anchors": {} }', '"anchors" is not what'],
    ['{ "version": 1, "types": {}, "resources": [], "anchors": [], "accepted": [1] }', '"accepted" is not what'],
  ])('that is %s fails synthesis', (text, message) => {
    const file = fresh('broken.json');
    writeFileSync(file, text);
    const report = heldTo(file, shop());
    expect(report).toContain('ledger-unreadable');
    expect(report).toContain(message);
  });

  test('is not written by synthesis', () => {
    const before = readFileSync(ledger, 'utf8');
    heldTo(ledger, shop({ bucket: 'renamed' }));
    expect(readFileSync(ledger, 'utf8')).toBe(before);
    expect(readLedger(ledger).resources).toHaveLength(4);
  });

  test.each([' ', undefined, null, NaN])('must be named: %j', (path) => {
    const shown = path === ' ' ? "' '" : String(path);
    expect(() => new DurableLedger({ path: path as string })).toThrow(
      `DurableLedger: path is ${shown}: give the file that \`cdk-grow ledger record\` writes, such as 'durable-ledger.json'`,
    );
  });
});

test('the same app gives the same bytes, sorted, with a line for each thing that is read in a diff', () => {
  const text = readFileSync(ledger, 'utf8');
  expect(readFileSync(ledgerFile(recorded(shop())), 'utf8')).toBe(text);
  expect(formatLedger(readLedger(ledger))).toBe(text);
  const { types, resources, anchors } = readLedger(ledger);
  const mixed = { ...readLedger(ledger), types: Object.fromEntries(Object.entries(types).reverse()) };
  expect(formatLedger({ ...mixed, resources: [...resources].reverse(), anchors: [...anchors].reverse() })).toBe(text);
  expect(text).toContain(
    `    {
      "id": "shop-data/Database",
      "type": "AWS::RDS::DBInstance",
      "path": "Data/Database",
      "values": { "DBName": "shop", "DBSubnetGroupName": { "Ref": "Group" }, "Engine": "postgres", "StorageEncrypted": true },
      "guards": { "BackupRetentionPeriod": 7, "DeletionProtection": true }
    },
`,
  );
  expect(text.length).toBeLessThan(4000);
});

test('what changes in place is not recorded: a ledger does not change with each size of a database', () => {
  const { types } = ledgerOf([recorded(shop())], SPECIFICATION);
  expect(types['AWS::RDS::DBInstance']).toEqual(
    expect.arrayContaining(['DBName', 'Engine', 'KmsKeyId', 'DBSnapshotIdentifier']),
  );
  for (const inPlace of [
    'MultiAZ',
    'DBInstanceClass',
    'StorageType',
    'BackupRetentionPeriod',
    'DBParameterGroupName',
  ]) {
    expect(types['AWS::RDS::DBInstance']).not.toContain(inPlace);
  }
});

test('properties inside of others are recorded where these replace, and lists may grow', () => {
  expect(SPECIFICATION.pathsOf('AWS::EFS::AccessPoint')).toContain('CreationInfo/OwnerUid');
  expect(SPECIFICATION.pathsOf('AWS::ElastiCache::ReplicationGroup')).toContain('NodeGroupConfiguration/*/Slots');
  expect(SPECIFICATION.pathsOf('AWS::Unknown::Type')).toBeUndefined();
});
