import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { GrowthApp, GrowthStage, IGrowthBlueprint } from '../../index';

const seen: string[] = [];
const blueprint: IGrowthBlueprint = {
  compose(app: App, stage: GrowthStage): void {
    seen.push(stage.name);
    new sqs.CfnQueue(new Stack(app, 'Stack'), 'Tasks', { delaySeconds: stage.sizes.web.minTasks });
  },
};
const synth = (context: Record<string, unknown>, stages?: GrowthStage[]) =>
  new GrowthApp({ blueprint, stages, context }).synth();

beforeEach(() => seen.splice(0));

test('synthesises the stage that the context names', () => {
  synth({ stage: 'thousand' });
  expect(seen).toEqual(['thousand']);
});

test('has no default stage: a live app must not shrink by a forgotten option', () => {
  expect(() => synth({})).toThrow(
    'no growth stage is given: pass -c stage=NAME, or set "stage" in the context of cdk.json, to one of one, hundred, thousand, ten-thousand, hundred-thousand, half-million, million, ten-million',
  );
});

test('names the stages where one is unknown', () => {
  expect(() => synth({ stage: 'milion' })).toThrow(
    'context value stage is "milion": give one of one, hundred, thousand, ten-thousand, hundred-thousand, half-million, million, ten-million',
  );
});

test('writes an assembly for each stage where all are asked for, and their list first', () => {
  const directory = mkdtempSync(join(tmpdir(), 'growth-app-'));
  const stages = [GrowthStage.ONE, GrowthStage.HUNDRED.customize({ name: 'launch' })];
  synth({ stage: 'ignored', 'cdk-scaling-patterns:stages-out': directory }, stages);
  expect(JSON.parse(readFileSync(join(directory, 'stages.json'), 'utf8'))).toEqual([
    { name: 'one', users: 1, adds: GrowthStage.ONE.adds },
    { name: 'launch', users: 100, adds: GrowthStage.HUNDRED.adds },
  ]);
  for (const [stage, tasks] of [
    ['one', 1],
    ['launch', 2],
  ] as const) {
    const template = JSON.parse(readFileSync(join(directory, stage, 'Stack.template.json'), 'utf8'));
    expect(template.Resources.Tasks.Properties.DelaySeconds).toBe(tasks);
    expect(existsSync(join(directory, stage, 'manifest.json'))).toBe(true);
  }
  rmSync(directory, { recursive: true });
});

test.each([true, false])('writes the templates that one stage alone has (usage data: %s)', (usage) => {
  const directory = mkdtempSync(join(tmpdir(), 'growth-app-'));
  const own: IGrowthBlueprint = {
    compose: (app) => void new sqs.Queue(new Stack(app, 'Stack', { env: { region: 'eu-west-1' } }), 'Tasks'),
  };
  const context = {
    '@aws-cdk/core:enableAdditionalMetadataCollection': true,
    [usage ? 'aws:cdk:version-reporting' : 'aws:cdk:disable-version-reporting']: true,
    stage: 'one',
  };
  const stages = [GrowthStage.ONE];
  process.env.CDK_OUTDIR = join(directory, 'alone');
  new GrowthApp({ blueprint: own, stages, context }).synth();
  delete process.env.CDK_OUTDIR;
  new GrowthApp({
    blueprint: own,
    stages,
    context: { ...context, 'cdk-scaling-patterns:stages-out': join(directory, 'all') },
  }).synth();

  const template = (folder: string) => readFileSync(join(directory, folder, 'Stack.template.json'), 'utf8');
  expect(template('all/one')).toBe(template('alone'));
  expect(template('alone').includes('CDKMetadata')).toBe(usage);
  rmSync(directory, { recursive: true });
});

test.each([
  [[], 'GrowthApp: stages is []: give at least one stage'],
  [
    [GrowthStage.ONE, GrowthStage.HUNDRED.customize({ name: 'one' })],
    "GrowthApp: two stages are named 'one': give each stage a name of its own",
  ],
  [
    [GrowthStage.HUNDRED, GrowthStage.ONE],
    "GrowthApp: stage 'one' has 1 users, no more than a stage before it: list the stages smallest first",
  ],
])('refuses a ladder of stages that is none', (stages, message) => {
  expect(() => new GrowthApp({ blueprint, stages })).toThrow(message);
});
