import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, StackProps } from 'aws-cdk-lib';
import { testApp } from '../../support/app';
import { cdk, CdkResult, Endpoint } from '../index';
import { HOME } from './assembly';

/** What the CLI sets when it runs an app. */
const AS_THE_CLI = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
};

/** Synthesises a plain CDK app, as its authors would, and gives its cloud assembly. */
export function assembly(build: (app: App) => void, context: Record<string, unknown> = {}): string {
  const outdir = mkdtempSync(join(tmpdir(), 'simulated-app-'));
  const app = testApp({ outdir, analyticsReporting: false, context: { ...AS_THE_CLI, ...context } });
  build(app);
  const before = process.env['CDK_VALIDATION'];
  // No validation at synth: the endpoint is to refuse by itself.
  process.env['CDK_VALIDATION'] = 'false';
  app.synth();
  if (before === undefined) delete process.env['CDK_VALIDATION'];
  else process.env['CDK_VALIDATION'] = before;
  return outdir;
}

export function stack(app: App, name: string, props: StackProps = {}): Stack {
  return new Stack(app, name, { env: { ...HOME }, ...props });
}

/** Every stack of an assembly, without questions. */
export function deploy(endpoint: Endpoint, app: string, ...more: string[]): Promise<CdkResult> {
  return cdk(['deploy', '--all', '--require-approval', 'never', ...more], { endpoint: endpoint.url, app });
}

export function destroy(endpoint: Endpoint, app: string): Promise<CdkResult> {
  return cdk(['destroy', '--all', '--force'], { endpoint: endpoint.url, app });
}

export function bootstrap(endpoint: Endpoint, region = HOME.region): Promise<CdkResult> {
  return cdk(['bootstrap', `aws://${HOME.account}/${region}`], { endpoint: endpoint.url, region });
}
