import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Environment, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { testApp } from './app';

export const TEST_ENV: Environment = { account: '111111111111', region: 'us-east-1' };

/** The template of a stack with what `build` puts into it. */
export function synthTemplate(build: (stack: Stack) => void, env: Environment = TEST_ENV): Record<string, never> {
  // `policyFindings` is there for validation, which would double the time of each template.
  const app = testApp({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Stack', { env });
  build(stack);
  return Template.fromStack(stack).toJSON() as Record<string, never>;
}

/** What growth must never do, as `logicalId (type) impact: properties`: replace, perhaps replace, destroy or orphan. */
export function growthFaults(before: Record<string, never>, after: Record<string, never>): string[] {
  const harmless = [ResourceImpact.WILL_CREATE, ResourceImpact.WILL_UPDATE, ResourceImpact.NO_CHANGE];
  const faults: string[] = [];
  fullDiff(before, after).resources.forEachDifference((id, change) => {
    if (harmless.includes(change.changeImpact)) return;
    const type = change.oldResourceType ?? change.newResourceType;
    faults.push(`${id} (${type}) ${change.changeImpact}: ${Object.keys(change.propertyUpdates).sort().join(', ')}`);
  });
  return faults;
}

interface Report {
  readonly pluginReports: { readonly violations: { readonly ruleName: string; readonly description: string }[] }[];
}

/** What cdk-nag's AwsSolutions, the built-in CloudFormation validation and annotations find, as `rule: description`. */
export function policyFindings(build: (stack: Stack) => void, env: Environment = TEST_ENV): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'policy-'));
  const app = testApp({ outdir });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  build(new Stack(app, 'Stack', { env }));
  const silenced = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
  } catch (error) {
    // A violation ends the synth after the report is written; anything else is a fault of the test.
    if (!/[Vv]alidation/.test(String(error))) throw error;
  } finally {
    silenced.mockRestore();
    // A failed validation sets the exit code of the process, which here is the test runner.
    process.exitCode = undefined;
  }
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as Report;
  return report.pluginReports.flatMap((plugin) =>
    plugin.violations.map((violation) => `${violation.ruleName}: ${violation.description}`),
  );
}
