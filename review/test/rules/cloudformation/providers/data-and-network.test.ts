import { resource } from '../../../support';
import { told } from './events';

describe('log retention', () => {
  const TYPE = 'Custom::LogRetention';
  const group = (RetentionInDays: number | undefined, LogGroupName: unknown = '/acme/web') => ({
    LogGroupName,
    RetentionInDays,
  });

  test('deletes events where it gets shorter, and none where the group is new or it gets longer', () => {
    expect(told(TYPE, group(30), group(7))).toEqual([
      'hazard: has the log group /acme/web keep events for 7 days (before: 30): CloudWatch deletes older ones within 72 hours',
    ]);
    expect(told(TYPE, group(7), group(30))).toEqual([]);
    const named = { 'Fn::Join': ['', ['/aws/rds/instance/', { Ref: 'Db' }, '/postgresql']] };
    const db = { Db: resource('AWS::RDS::DBInstance', { Engine: 'postgres' }) };
    expect(told(TYPE, undefined, group(7, named), { before: {}, after: db })).toEqual([]);
    expect(told(TYPE, undefined, group(7, named), { before: db })).toHaveLength(1);
  });

  test('takes its group with it where told so', () => {
    expect(told(TYPE, { ...group(7), RemovalPolicy: 'destroy' }, undefined)).toEqual([
      'caution: is deleted, and its RemovalPolicy is destroy: its handler deletes the log group /acme/web with its events',
    ]);
    expect(told(TYPE, group(7), undefined)).toEqual([]);
    expect(told(TYPE, { ...group(7), RemovalPolicy: 'destroy' }, group(7, '/acme/other'))).toEqual([
      'caution: goes to the log group /acme/other, and its RemovalPolicy is destroy: its handler deletes the log group /acme/web with its events',
    ]);
  });
});

test('a replica of a table goes with its resource, or stays behind', () => {
  const TYPE = 'Custom::DynamoDBReplica';
  const replica = { TableName: 'orders', Region: 'eu-central-1' };
  expect(told(TYPE, replica, undefined)).toEqual([
    'hazard: is deleted: its handler deletes the replica of the table orders in eu-central-1, with its items',
  ]);
  expect(told(TYPE, replica, { ...replica, Region: 'eu-west-2' })).toEqual([
    'hazard: goes from orders in eu-central-1 to orders in eu-west-2: its handler deletes the replica of the table orders in eu-central-1, with its items',
  ]);
  expect(told(TYPE, { ...replica, SkipReplicaDeletion: 'true' }, undefined)).toEqual([]);
  expect(told(TYPE, undefined, replica)).toEqual([]);
});

test('a partition index is built anew by other keys', () => {
  const index = (...Keys: string[]) => ({ TableName: 'events', IndexName: 'byDay', Keys });
  expect(told('Custom::GluePartitionIndex', index('day'), index('day', 'hour'))).toEqual([
    'caution: deletes the partition index byDay of the table events and builds it anew by its new keys: queries that go by it read every partition meanwhile',
  ]);
});

test('the default security group of a network that is in use loses its rules', () => {
  const TYPE = 'Custom::VpcRestrictDefaultSG';
  const state = { DefaultSecurityGroupId: { 'Fn::GetAtt': ['Vpc', 'DefaultSecurityGroup'] } };
  const vpc = { Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }) };
  expect(told(TYPE, undefined, state, { before: vpc })).toEqual([
    'caution: takes the rules out of the default security group of a network that was there before (Vpc): what was made without a security group of its own is cut off',
  ]);
  expect(told(TYPE, undefined, state, { before: {}, after: vpc })).toEqual([]);
  expect(told(TYPE, state, undefined, { before: vpc })).toEqual([]);
});

test('a delegated zone is no longer found without its record', () => {
  const TYPE = 'Custom::CrossAccountZoneDelegation';
  const zone = (DelegatedZoneName: string, server = 'ns-1') => ({
    DelegatedZoneName,
    DelegatedZoneNameServers: [server],
  });
  const gone =
    'its handler deletes the NS record of shop.acme.example in the parent zone, and no name below it resolves any more';
  expect(told(TYPE, zone('shop.acme.example'), undefined)).toEqual([`hazard: is deleted: ${gone}`]);
  expect(told(TYPE, zone('shop.acme.example'), zone('web.acme.example'))).toEqual([
    `hazard: delegates web.acme.example instead: ${gone}`,
  ]);
  expect(told(TYPE, zone('shop.acme.example'), zone('shop.acme.example', 'ns-2'))).toEqual([
    'caution: points shop.acme.example to other name servers: resolvers go on asking the old ones until the TTL of the NS record is over',
  ]);
});

test('a record that is there is deleted first', () => {
  expect(told('Custom::DeleteExistingRecordSet', undefined, { RecordName: 'www.acme.example' })).toEqual([
    'caution: deletes the record www.acme.example that is there, before the stack makes its own: the name does not resolve in between',
  ]);
});

test('an OIDC provider is one for each URL', () => {
  const TYPE = 'Custom::AWSCDKOpenIdConnectProvider';
  const of = (Url: string) => ({ ServiceToken: 'arn:it', Url });
  const old = { Old: resource(TYPE, of('https://ci.example')) };
  expect(told(TYPE, undefined, of('https://ci.example'), { before: old, after: {} })).toContain(
    'hazard: is refused: an account has one OIDC provider of the URL https://ci.example, and app/Old has it until it goes',
  );
  expect(told(TYPE, of('https://ci.example'), of('https://ci2.example'))).toEqual([
    'caution: becomes another provider (Url https://ci.example → https://ci2.example), and the old one is deleted: who signs in by the ARN of It is refused, in roles outside the stack as well',
  ]);
});

describe('exports to another Region', () => {
  const TYPE = 'Custom::CrossRegionExportWriter';
  const written = (exports: object) => ({ WriterProps: { region: 'us-east-1', exports } });
  const reading = (...names: string[]) => ({
    Reader: resource('Custom::CrossRegionExportReader', {
      ServiceToken: 'arn:r',
      ReaderProps: { imports: Object.fromEntries(names.map((name) => [name, 'x'])) },
    }),
  });

  test('keep the value that they were written with', () => {
    expect(told(TYPE, written({ '/a': '1' }), written({ '/a': '2' }), { before: reading('/a') })).toEqual([
      'hazard: leaves the parameter /a as it is although its value becomes another ("1" → "2"): its handler writes new names only, and app goes on with the old value',
    ]);
    expect(told(TYPE, written({ '/a': '1' }), written({ '/a': '1', '/b': '2' }), { before: reading('/a') })).toEqual(
      [],
    );
  });

  test('are deleted under their readers', () => {
    expect(told(TYPE, written({ '/a': '1' }), written({}), { before: reading('/a') })).toEqual([
      'hazard: deletes the parameter /a, which app reads in another Region: its next deployment fails',
    ]);
    expect(told(TYPE, written({ '/a': '1' }), written({}), { before: reading('/a'), after: reading() })).toEqual([]);
  });
});
