import { join } from 'node:path';
import ledger from '../../durable-ledger.json';
import { durabilityOf } from '../../review/compare/durability';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { PAIRS, resourcesOf, STAGE_NAMES, STAGES_DIR, templatesOf } from '../support/stages';

const assemblies = Object.fromEntries(STAGE_NAMES.map((name) => [name, readAssembly(join(STAGES_DIR, name))]));

test('every stage is paired with every later one', () => {
  expect(PAIRS).toHaveLength((STAGE_NAMES.length * (STAGE_NAMES.length - 1)) / 2);
});

test.each(PAIRS)('%s → %s has no hazard', (from, to) => {
  const { findings, verdict } = review(assemblies[from], assemblies[to], { from, to });
  expect(findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
  expect(verdict).toBe('safe');
});

test.each(PAIRS)('%s → %s has no change that should travel alone and does not', (from, to) => {
  const { findings } = review(assemblies[from], assemblies[to], { from, to });
  expect(findings.filter(({ rule }) => rule === 'travels-alone')).toEqual([]);
});

test.each(PAIRS)('%s → %s keeps every durable resource in place', (from, to) => {
  const { stacks } = review(assemblies[from], assemblies[to], { from, to });
  const touched = stacks.flatMap(({ changes }) => changes).filter(({ durability }) => durability === 'durable');
  expect(touched.filter(({ action }) => action !== 'update' && action !== 'create')).toEqual([]);
});

/** What a stage has that is durable, by the stacks and logical IDs that the ledger has. */
const durable = (stage: string) =>
  assemblies[stage].stacks
    .flatMap(({ id, template }) =>
      Object.entries(template.Resources).map(([name, one]) => [`${id}/${name}`, one] as const),
    )
    .filter(([, resource]) => durabilityOf(resource.Type, resource) === 'durable')
    .map(([id, { Type }]) => `${Type} ${id}`)
    .sort();

test('the last stage has what the ledger holds, and nothing durable besides', () => {
  expect(durable(STAGE_NAMES.at(-1)!)).toEqual(ledger.resources.map(({ id, type }) => `${type} ${id}`).sort());
});

test('the first stage has a database with its key and credentials, a table, and buckets', () => {
  const kinds = new Set(durable(STAGE_NAMES[0]).map((text) => text.split(' ')[0]));
  expect([...kinds]).toEqual([
    'AWS::DynamoDB::GlobalTable',
    'AWS::KMS::Key',
    'AWS::RDS::DBInstance',
    'AWS::S3::Bucket',
    'AWS::SecretsManager::Secret',
  ]);
});

test.each(PAIRS)('%s → %s has every durable logical ID of the earlier stage', (from, to) => {
  expect(durable(to)).toEqual(expect.arrayContaining(durable(from)));
});

test.each(STAGE_NAMES)('%s retains every durable resource', (stage) => {
  const loose = resourcesOf(stage).filter(
    ([, , resource]) =>
      durabilityOf(resource.Type, resource) === 'durable' &&
      (!/^Retain/.test(resource.DeletionPolicy ?? '') || resource.UpdateReplacePolicy !== 'Retain'),
  );
  expect(loose).toEqual([]);
});

test.each(STAGE_NAMES)('%s has its name in no template', (stage) => {
  // "one" is part of too many words; a whole word, or a part between hyphens, is what would be a leak.
  const word = new RegExp(`["/-]${stage}["/-]`, 'i');
  for (const text of Object.values(templatesOf(STAGES_DIR, stage))) expect(text).not.toMatch(word);
});
