import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { LogEntry, Marker, startEndpoint } from '../index';
import { assembly, bootstrap, stack } from '../support/apps';
import { disagreements, sentence } from './agreement';
import { assemblyIn, Ground } from './ground';
import { keptMarkers, markersOf } from './markers';
import { collect, pack, unpack, writeAssembly } from './released';
import { renderTable, rowOf } from './table';

/** What the scenarios would be worth nothing without: that they notice. */

const table = (key: string) =>
  assembly((app) => {
    new dynamodb.TableV2(stack(app, 'data'), 'Table', {
      partitionKey: { name: key, type: dynamodb.AttributeType.STRING },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new sqs.Queue(stack(app, 'jobs'), 'Queue', { queueName: 'jobs' });
  });

test('a step that leaves data behind is found, with stack, resource and reason', async () => {
  const endpoint = await startEndpoint();
  const ground = new Ground(endpoint, tmpdir());
  const [from, to] = [table('id'), table('user')];
  await bootstrap(endpoint);
  await ground.deploy(from);
  endpoint.plantMarkers();
  const before = markersOf(endpoint);
  const run = await ground.deploy(to);
  ground.judge('Part', 'step', run, before, { from: assemblyIn(from), to: assemblyIn(to) });
  expect(ground.report.problems).toEqual([
    expect.stringMatching(
      /^step: data \(us-east-1\) Table\w+ AWS::DynamoDB::GlobalTable: its data is in data-Table\S+, which no stack has any longer: kept by its Retain policy$/,
    ),
  ]);
  expect(ground.report.rows).toMatchObject([{ stacks: '1', replaced: '1', deleted: '0', markers: '0/1' }]);

  ground.report.problems.length = 0;
  ground.compare('step', run, { from: assemblyIn(to), to: assemblyIn(to) });
  expect(ground.report.problems).toEqual([
    expect.stringMatching(/the review said nothing, the deployment did replace/),
  ]);
  ground.report.problems.length = 0;
  ground.compare('step', { ...run, log: [] }, { from: assemblyIn(from), to: assemblyIn(to) });
  expect(ground.report.problems).toEqual([
    expect.stringMatching(/the review said replace, the deployment did nothing/),
  ]);
  await endpoint.close();
});

test('a deployment that fails is told with the resource that failed', async () => {
  const endpoint = await startEndpoint();
  const ground = new Ground(endpoint, tmpdir());
  await bootstrap(endpoint);
  endpoint.failOn({ stack: 'jobs', logicalId: 'Queue4A7E3555' });
  const run = await ground.deploy(table('id'));
  expect(run.failure).toMatch(
    /^jobs \(us-east-1\) ROLLBACK_COMPLETE; .*Queue4A7E3555 AWS::SQS::Queue: .*Injected failure/s,
  );
  await endpoint.close();
});

const entry = (action: LogEntry['action'], logicalId: string): LogEntry => ({
  stack: 'data',
  account: '111111111111',
  region: 'us-east-1',
  logicalId,
  type: 'AWS::SQS::Queue',
  action,
  physicalId: logicalId,
});

test('what was deleted without a word, or failed to be, is a disagreement', () => {
  const app = assemblyIn(table('id'));
  const found = (log: LogEntry[]) => disagreements(app, app, log).map(sentence);
  expect(found([entry('delete', 'A')])).toEqual([expect.stringMatching(/said nothing, the deployment did destroy/)]);
  expect(found([entry('delete-failed', 'A')])).toEqual([expect.stringMatching(/left behind, as its deletion failed/)]);
  expect(found([])).toEqual([]);
});

test('the old one of a replacement is no deletion of its own', () => {
  const log = [entry('replace', 'A'), entry('delete', 'A'), entry('delete', 'B'), entry('retain', 'C')];
  const row = rowOf('part', 'step', { log, seconds: 1.25, failure: undefined }, '1/1');
  expect(row).toMatchObject({ replaced: '1', deleted: '1', retained: '1', seconds: '1.3' });
  expect(renderTable([row])).toMatch(/^step +stacks .*\n\npart\nstep +1 /);
});

const marker: Marker = {
  stack: 'data',
  logicalId: 'Table',
  account: '111111111111',
  region: 'us-east-1',
  type: 'AWS::DynamoDB::GlobalTable',
  physicalId: 'table-1',
  marker: 'rows',
  orphaned: undefined,
};

test.each<[string, Partial<Marker> | undefined]>([
  ['is gone', undefined],
  ['changed from rows to undefined', { marker: undefined }],
  ['which no stack has any longer: forgotten', { orphaned: 'forgotten', stack: undefined }],
  ['which is now Other of data', { logicalId: 'Other' }],
  ['is gone with table-1', { physicalId: 'table-2' }],
  ['is gone with table-1', { region: 'eu-west-1' }],
])('data that %s is not kept', (why, change) => {
  const { kept, lost } = keptMarkers([marker], change === undefined ? [] : [{ ...marker, ...change }]);
  expect(kept).toBe(0);
  expect(lost[0]!.why).toContain(why);
});

test('what held nothing before cannot be lost', () => {
  expect(keptMarkers([{ ...marker, marker: undefined }], [])).toEqual({ kept: 0, lost: [] });
  expect(keptMarkers([marker], [marker])).toEqual({ kept: 1, lost: [] });
});

test('a released stage comes out of its fixture as it went in, without code, metadata and trees', () => {
  const app = table('id');
  writeFileSync(join(app, 'notes.txt'), 'not an assembly');
  const [stage] = unpack(pack(collect('1.2.3', [{ name: 'one', app }]))).stages;
  const names = Object.keys(stage!.files);
  expect(names).toEqual(expect.arrayContaining(['data.template.json', 'data.assets.json', 'manifest.json']));
  expect(names).not.toContain('notes.txt');
  expect(names).not.toContain('tree.json');
  const directory = mkdtempSync(join(tmpdir(), 'released-'));
  writeAssembly(stage!, directory);
  expect(disagreements(assemblyIn(app), assemblyIn(directory), [])).toEqual([]);
  expect(assemblyIn(directory).stacks.map(({ name }) => name)).toEqual(assemblyIn(app).stacks.map(({ name }) => name));
});
