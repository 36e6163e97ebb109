import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testApp } from '../../../test/support/app';
import { Review } from '../../model';
import { readAssembly } from '../../read/assembly';
import { review } from '../../review';
import { RULES } from '../../rules';
import { Build, NAIVE_APPS } from './index';

const directory = mkdtempSync(join(tmpdir(), 'naive-'));
afterAll(() => rmSync(directory, { recursive: true }));

let count = 0;

/** Synthesises one state of an app; the validation of templates has nothing to do with what changes between them. */
function synth(build: Build): string {
  const app = testApp({
    outdir: join(directory, String(count++)),
    analyticsReporting: false,
    context: { '@aws-cdk/core:validateAgainstDefaultRules': false },
  });
  build(app);
  return app.synth().directory;
}

function reviewOf({ before, after }: { before: Build; after: Build }): Review {
  return review(readAssembly(synth(before)), readAssembly(synth(after)), { from: 'before', to: 'after' });
}

const ALLOWED = new Map(RULES.map(({ id, severities }) => [id, severities]));

const short = (found: Review) =>
  found.findings.map(({ rule, severity, stack, logicalId }) => ({ rule, severity, stack, logicalId }));

// Warnings of the CDK about what these apps do are many, and meant.
beforeAll(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

/** Rules that find hazards, and why no app walks into them here. */
const WITHOUT_APP: Readonly<Record<string, string>> = {
  'type-changed': 'durable-type-changed has the app; this one is the same mistake with something that holds no data',
  'traffic-to-zero': 'every row of its tables has a pair of its own in review/test/rules/service',
  'parameter-group-family': 'every engine has a pair of its own in review/test/rules/rds',
  'rds-storage-iops': 'every bound has a pair of its own in review/test/rules/rds',
  'aurora-instance-group': 'review/test/rules/rds has the pair; the L2 makes no cluster that names such a group',
  'data-shed': 'every row of its table has a pair of its own in review/test/behaviours/shedding.test.ts',
  'auto-scaling-image-parameter':
    'it is refused when it is made, not by a step; test/deploy/services has the refusal, and its rule a template each way',
  'template-limits': 'an app of 501 resources would only slow the tests; the rule has a template of that size',
  'unknown-type': 'no construct of aws-cdk-lib makes a type that the specification does not know',
  'rds-instance-to-cluster': 'the app is the one of durable-type-changed; this rule adds the way that works',
  'ecs-capacity-in-use': 'two L2 constructs cannot express it; test/deploy has the step of our own app that would',
  'custom-resource':
    'each provider has its events in review/test/rules/cloudformation/providers; no simulation runs its code',
  'alb-zones': 'the L2 refuses fewer than two subnets at synth, so only a template written by hand has it',
};

test('every rule that finds hazards has an app that walks into it, or a reason why not', () => {
  const shown = new Set(NAIVE_APPS.map(({ naive }) => naive.expect.rule));
  const lacking = RULES.filter(({ id, severities }) => severities.includes('hazard') && !shown.has(id));
  expect(lacking.map(({ id }) => id).sort()).toEqual(Object.keys(WITHOUT_APP).sort());
});

test('every door has a name of its own', () => {
  const doors = NAIVE_APPS.map(({ door }) => door);
  expect(new Set(doors).size).toBe(doors.length);
});

describe.each(NAIVE_APPS)('$door', ({ naive, safe }) => {
  test('is flagged', () => {
    const found = reviewOf(naive);
    expect(short(found)).toContainEqual(naive.expect);
    for (const { rule, severity } of found.findings) expect(ALLOWED.get(rule)).toContain(severity);
    expect(found.verdict).toBe(naive.expect.severity === 'hazard' ? 'hazard' : 'safe');
  });

  test('has a safe counterpart that grows', () => {
    const found = reviewOf(safe);
    expect(found.findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
    expect(found.verdict).toBe('safe');
    expect(found.stacks.flatMap(({ changes }) => changes)).not.toHaveLength(0);
  });
});
