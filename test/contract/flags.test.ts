import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../review/read/assembly';
import { FLAG_SETS } from '../support/flags';
import { STAGE_NAMES, STAGES_DIR, synthStages } from '../support/stages';

/** Every resource of a stage, by stack and logical ID, with its type. */
const resourcesIn = (directory: string): string[] =>
  readAssembly(directory)
    .stacks.flatMap(({ name, template }) =>
      Object.entries(template.Resources ?? {}).map(([id, { Type }]) => `${name}/${id} ${Type}`),
    )
    .sort();

/** Cross-stack values stay weak whatever the flags are, or stacks would lock each other. */
const strongValues = (directory: string): string[] =>
  readAssembly(directory)
    .stacks.filter(({ template }) => JSON.stringify(template).includes('Fn::ImportValue'))
    .map(({ name }) => name);

const folders = new Map(Object.keys(FLAG_SETS).map((name) => [name, mkdtempSync(join(tmpdir(), 'stages-by-flags-'))]));
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

describe.each(Object.entries(FLAG_SETS))('with %s', (name, flags) => {
  const folder = folders.get(name)!;
  beforeAll(() => synthStages(folder, { validate: false, flags }), 240_000);

  test.each(STAGE_NAMES)('%s has the resources that it has with ours', (stage) => {
    expect(resourcesIn(join(folder, stage))).toEqual(resourcesIn(join(STAGES_DIR, stage)));
    expect(strongValues(join(folder, stage))).toEqual([]);
  });
});
