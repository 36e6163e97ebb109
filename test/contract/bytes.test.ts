import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GrowthStage } from '../../index';
import { STAGE_NAMES, STAGES_DIR, synthStages, templatesOf } from '../support/stages';

const directory = mkdtempSync(join(tmpdir(), 'renamed-stages-'));
const renamed = (name: string) => `renamed-${name}`;

beforeAll(() => {
  const stages = GrowthStage.all().map((stage) => stage.customize({ name: renamed(stage.name) }));
  synthStages(directory, { validate: false, stages });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test.each(STAGE_NAMES)('%s: a second run, under another name, gives the same bytes', (stage) => {
  expect(Object.keys(templatesOf(STAGES_DIR, stage)).length).toBeGreaterThanOrEqual(7);
  expect(templatesOf(directory, renamed(stage))).toEqual(templatesOf(STAGES_DIR, stage));
});

test.each(STAGE_NAMES)('%s: synth asks for no context', (stage) => {
  const manifest = JSON.parse(readFileSync(join(STAGES_DIR, stage, 'manifest.json'), 'utf8'));
  expect(manifest.missing).toBeUndefined();
});
