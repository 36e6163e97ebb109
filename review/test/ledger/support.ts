import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { DurableLedger, DurableLedgerProps } from '../../../lib/ledger/durable-ledger';
import { testApp } from '../../../test/support/app';
import { formatLedger } from '../../ledger/file';
import { Ledger } from '../../ledger/model';
import { ledgerOf, Recorded } from '../../ledger/record';
import { SpecifiedPaths } from '../../ledger/replacement-paths';
import { readAssembly } from '../../read/assembly';

export const SPECIFICATION = new SpecifiedPaths();

export type Build = (app: App) => void;

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'ledger-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
export const fresh = (name: string) => join(folder, `${(made += 1)}-${name}`);

/** An app as an input for recording, synthesised without any plugin. */
export function recorded(build: Build, stage?: string): Recorded {
  return { stage, assembly: readAssembly(synthesised(build)) };
}

export function synthesised(build: Build, ...plugins: IPolicyValidationPlugin[]): string {
  const outdir = fresh('out');
  // The built-in validation takes seconds, and is not what these tests are about.
  const app = testApp({ outdir, builtinCloudFormationValidation: false });
  if (plugins.length > 0) Validations.of(app).addPlugins(...plugins);
  build(app);
  app.synth();
  return outdir;
}

/** A ledger file of an app, or of its stages. */
export function ledgerFile(...inputs: readonly Recorded[]): string {
  return written(ledgerOf(inputs, SPECIFICATION));
}

export function written(ledger: Ledger): string {
  const file = fresh('ledger.json');
  writeFileSync(file, formatLedger(ledger));
  return file;
}

/** What the plugin says when the app is synthesised with it: the report that fails synthesis, or nothing. */
export function heldTo(path: string, build: Build, props: Partial<DurableLedgerProps> = {}): string {
  try {
    synthesised(build, new DurableLedger({ path, ...props }));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}
