import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CarSharing } from '../../bin/car-sharing';
import cdkJson from '../../cdk.json';
import { GrowthStage } from '../../index';
import { STAGE_NAMES, STAGES_DIR, synthStages, templatesOf } from '../support/stages';

const directory = mkdtempSync(join(tmpdir(), 'renamed-stages-'));
const renamed = (name: string) => `renamed-${name}`;

beforeAll(() => {
  const stages = GrowthStage.all().map((stage) => stage.customize({ name: renamed(stage.name) }));
  synthStages(directory, { validate: false, stages });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The templates of the stacks that the app has in a stage, as the app itself lists its stacks. */
function declared(stage: string): string[] {
  const app = new App({ autoSynth: false, context: cdkJson.context });
  new CarSharing().compose(
    app,
    GrowthStage.all().find(({ name }) => name === stage)!,
  );
  const stacks = app.node.findAll().filter((construct): construct is Stack => Stack.isStack(construct));
  return stacks.map(({ templateFile }) => templateFile).sort();
}

test.each(STAGE_NAMES)('%s: has a template for each stack of the app, and no other', (stage) => {
  for (const templates of [templatesOf(STAGES_DIR, stage), templatesOf(directory, renamed(stage))])
    expect(Object.keys(templates)).toEqual(declared(stage));
});

test('each stage has the stacks of the one before, and differs from all others', () => {
  const all = STAGE_NAMES.map((stage) => templatesOf(STAGES_DIR, stage));
  for (const [i, templates] of all.slice(1).entries())
    expect(Object.keys(templates)).toEqual(expect.arrayContaining(Object.keys(all[i])));
  expect(new Set(all.map((templates) => JSON.stringify(templates))).size).toBe(STAGE_NAMES.length);
});

test.each(STAGE_NAMES)('%s: a second run, under another name, gives the same bytes', (stage) => {
  expect(templatesOf(directory, renamed(stage))).toEqual(templatesOf(STAGES_DIR, stage));
});

test.each(STAGE_NAMES)('%s: synth asks for no context', (stage) => {
  const manifest = JSON.parse(readFileSync(join(STAGES_DIR, stage, 'manifest.json'), 'utf8'));
  expect(manifest.missing).toBeUndefined();
});
