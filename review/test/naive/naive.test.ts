import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAssembly } from '../../read/assembly';
import { BLIND_SPOTS } from '../../rules/blind-spots';
import { Review } from '../../model';
import { review } from '../../review';
import { RULES } from '../../rules';
import { testApp } from '../../../test/support/app';
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

const ALLOWED = new Map([...BLIND_SPOTS, ...RULES].map(({ id, severities }) => [id, severities]));

const short = (found: Review) =>
  found.findings.map(({ rule, severity, stack, logicalId }) => ({ rule, severity, stack, logicalId }));

// Warnings of the CDK about what these apps do are many, and meant.
beforeAll(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => jest.restoreAllMocks());

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
