import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { DurableLedger } from '../../index';
import { testApp } from '../support/app';
import { STAGE_NAMES, STAGES_DIR } from '../support/stages';

interface PluginReport {
  readonly pluginName: string;
  readonly violations: { ruleName: string; severity: string; violatingConstructs: { constructPath: string }[] }[];
}

const reportIn = (directory: string): PluginReport[] =>
  JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')).pluginReports;

test.each(STAGE_NAMES)('%s passes AWS solutions checks, CloudFormation validation and the ledger', (stage) => {
  const left = reportIn(join(STAGES_DIR, stage)).flatMap(({ pluginName, violations }) =>
    violations.map((violation) => ({
      pluginName,
      rule: violation.ruleName,
      severity: violation.severity,
      at: violation.violatingConstructs.map(({ constructPath }) => constructPath),
    })),
  );
  expect(left).toEqual([]);
});

test('the same checks report an app that breaks them', () => {
  const directory = mkdtempSync(join(tmpdir(), 'naive-app-'));
  const app = testApp({ outdir: directory });
  new s3.CfnBucket(new Stack(app, 'Naive'), 'Bucket', { accelerateConfiguration: { accelerationStatus: 'Perhaps' } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new DurableLedger({ path: 'no-such-ledger.json' }));
  expect(() => app.synth()).toThrow('no-such-ledger.json');
  const plugins = reportIn(directory).map(({ pluginName }) => pluginName);
  expect(plugins.sort()).toEqual(['AwsSolutions', 'CloudFormation Validate', 'DurableLedger']);
  rmSync(directory, { recursive: true });
});
