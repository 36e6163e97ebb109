import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Claim } from '../../patterns/stage-claims';
import { STAGE_TABLE } from '../../patterns/stage-table';
import { StageTemplates } from '../../patterns/stage-templates';
import { resourcesOf } from '../support/stages';

/** What is wrong with a claim, and what to do; nothing where it holds. */
function faultOf(stage: string, claim: Claim, templates: () => [StageTemplates, StageTemplates]): string | undefined {
  const { says, proof, provenBy } = claim;
  const place = `${stage} claims '${says}'`;
  if (provenBy !== undefined) {
    if (proof) return `${place} with a proof and a test that proves it instead: leave out one of proof and provenBy`;
    return existsSync(join(__dirname, '..', provenBy))
      ? undefined
      : `${place}, proven by test/${provenBy}, which is not there: name the test that proves it`;
  }
  if (!proof)
    return `${place} without a proof: give the claim, in patterns/stage-claims.ts, a proof that reads the stage's templates, or provenBy with the test that proves it of another app`;
  return proof(...templates()) ? undefined : `${place}, which its templates do not show: mend the stage, or the claim`;
}

const templatesOf = (stage: string) => new StageTemplates(resourcesOf(stage).map(([, , resource]) => resource));
const claims = STAGE_TABLE.flatMap(({ name, adds }, i) =>
  adds.map((claim) => [name, claim.says, claim, STAGE_TABLE[Math.max(0, i - 1)].name] as const),
);

test.each(claims)('%s has %s', (stage, _says, claim, before) => {
  expect(faultOf(stage, claim, () => [templatesOf(stage), templatesOf(before)])).toBeUndefined();
});

const nothing = (): [StageTemplates, StageTemplates] => [new StageTemplates([]), new StageTemplates([])];
test.each<[Claim, string]>([
  [
    { says: 'a lake' },
    "one claims 'a lake' without a proof: give the claim, in patterns/stage-claims.ts, a proof that reads the stage's templates, or provenBy with the test that proves it of another app",
  ],
  [
    { says: 'a lake', proof: (s) => s.count('AWS::S3::Bucket') === 1 },
    "one claims 'a lake', which its templates do not show: mend the stage, or the claim",
  ],
  [
    { says: 'a lake', provenBy: 'contract/lake.test.ts' },
    "one claims 'a lake', proven by test/contract/lake.test.ts, which is not there: name the test that proves it",
  ],
  [
    { says: 'a lake', proof: () => true, provenBy: 'contract/domain.test.ts' },
    "one claims 'a lake' with a proof and a test that proves it instead: leave out one of proof and provenBy",
  ],
])('a claim that cannot stand is told: %p', (claim, fault) => {
  expect(faultOf('one', claim, nothing)).toBe(fault);
});

test('a proof that holds before the stage as well as in it proves no step', () => {
  const [first, ...later] = STAGE_TABLE;
  const steps = later.flatMap(({ name, adds }, i) =>
    adds.map((claim) => ({ name, claim, before: [first, ...later][i] })),
  );
  // What a claim says of a stage alone (two tasks, private subnets) must at least not be true of the stage before.
  const idle = steps.filter(
    ({ claim, before }) => claim.proof?.(templatesOf(before.name), templatesOf(before.name)) === true,
  );
  expect(idle.map(({ name, claim }) => `${name}: ${claim.says}`)).toEqual([]);
});
