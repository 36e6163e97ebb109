import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ExistingNetwork, GrowthStage, ScalableApp, ScalableAppProps } from '../../index';
import { Assembly } from '../../review/model';
import { readAssembly } from '../../review/read/assembly';
import { review } from '../../review/review';
import { given } from '../patterns/given';
import { base, elsewhere } from '../patterns/support';
import { importedVpc } from '../service/fixture';
import { testApp } from '../support/app';

/** The ends, and the stages before and after the one that changes what runs the tasks. */
const stages = [GrowthStage.ONE, GrowthStage.TEN_THOUSAND, GrowthStage.HUNDRED_THOUSAND, GrowthStage.TEN_MILLION];
const pairs = stages.flatMap((from, i) => stages.slice(i + 1).map((to) => [from.name, to.name] as const));
const directory = mkdtempSync(join(tmpdir(), 'stages-with-options-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const APPS: Record<string, (scope: Stack) => Partial<ScalableAppProps>> = {
  'something of its own for every part': given,
  'an existing network': (scope) => ({
    ...given(scope),
    network: { existing: new ExistingNetwork({ vpc: importedVpc(scope) }) },
  }),
};

describe.each(Object.entries(APPS))('an app with %s', (name, propsOf) => {
  const assemblies: Record<string, Assembly> = {};

  beforeAll(() => {
    for (const stage of stages) {
      const outdir = join(directory, name, stage.name);
      const app = testApp({ outdir });
      new ScalableApp(app, 'Shop', { ...base, ...propsOf(elsewhere(app)), stage });
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
      // A finding of the policy packs, or of CloudFormation's own validation, ends the synth.
      app.synth();
      assemblies[stage.name] = readAssembly(outdir);
    }
  });

  test.each(pairs)('%s → %s has no hazard', (from, to) => {
    const { findings, verdict } = review(assemblies[from], assemblies[to], { from, to });
    expect(findings.filter(({ severity }) => severity === 'hazard')).toEqual([]);
    expect(verdict).toBe('safe');
  });
});
