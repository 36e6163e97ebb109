import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Assembly, AssemblyStack } from '../../../lib/review/model';
import { sameValue } from '../engine/deep';
import { Scope } from '../engine/state';
import { Deployed, HOME, Simulation } from './simulation';

/** Deploys a cloud assembly as the CLI does, without the CLI: where a comparison needs many deployments and no protocol. */
export function deployInProcess(simulation: Simulation, assembly: Assembly): Deployed[] {
  publishAssets(simulation, assembly);
  const done: Deployed[] = [];
  for (const stack of inOrder(assembly)) {
    const scope = scopeOf(stack);
    const template = JSON.parse(readFileSync(stack.file, 'utf8')) as object;
    const known = simulation.cloud.findStack(scope, stack.name);
    // The CLI leaves a stack alone whose template is as it was.
    if (known !== undefined && sameValue(JSON.parse(known.templateBody || '{}'), template)) continue;
    const deployed = simulation.deploy(stack.name, template, { scope });
    done.push(deployed);
    if (hasFailed(deployed)) break;
  }
  return done;
}

/** Whether a stack did not come to where its template wanted it. */
export function hasFailed({ status, set }: Deployed): boolean {
  return !status.endsWith('_COMPLETE') ? !isEmpty(set.reason) : status.includes('ROLLBACK');
}

/** A change set without changes is refused, and the CLI takes that for success. */
function isEmpty(reason: string | undefined): boolean {
  return reason !== undefined && /didn't contain changes|No updates are to be performed/.test(reason);
}

export function scopeOf({ account, region }: AssemblyStack): Scope {
  const known = (value: string, other: string) => (value.startsWith('unknown-') ? other : value);
  return { account: known(account, HOME.account), region: known(region, HOME.region) };
}

/** Each stack after those that it depends on, as the CLI deploys them one by one; nested ones come with their parents. */
export function inOrder(assembly: Assembly): AssemblyStack[] {
  const left = assembly.stacks.filter((stack) => stack.nestedIn === undefined);
  const ordered: AssemblyStack[] = [];
  while (left.length > 0) {
    const next = left.findIndex(
      (stack) => !left.some((other) => other !== stack && stack.dependencies.includes(other.id)),
    );
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

interface FileAssets {
  readonly files?: Record<
    string,
    {
      readonly source: { readonly path?: string };
      readonly destinations: Record<
        string,
        { readonly bucketName: string; readonly objectKey: string; readonly region?: string }
      >;
    }
  >;
}

/** What the CLI uploads before it deploys: code by name alone, templates with what is in them. */
function publishAssets(simulation: Simulation, assembly: Assembly): void {
  const regions = new Set(assembly.stacks.map((stack) => scopeOf(stack).region));
  for (const region of regions)
    simulation.cloud.state.ssm[`${HOME.account}/${region}/cdk-bootstrap/hnb659fds/version`] = '30';
  for (const file of readdirSync(assembly.directory).filter((name) => name.endsWith('.assets.json'))) {
    const { files = {} } = JSON.parse(readFileSync(join(assembly.directory, file), 'utf8')) as FileAssets;
    for (const { source, destinations } of Object.values(files)) {
      for (const { bucketName, objectKey, region = HOME.region } of Object.values(destinations)) {
        const bucket = resolved(bucketName, region);
        const isTemplate = source.path?.endsWith('.template.json') === true;
        const body = isTemplate ? readFileSync(join(assembly.directory, source.path!), 'utf8') : undefined;
        (simulation.cloud.state.objects[bucket] ??= {})[objectKey] = {
          size: body?.length ?? 1,
          etag: '""',
          modified: 0,
          ...(body !== undefined && { body }),
        };
      }
    }
  }
}

function resolved(name: string, region: string): string {
  const values: Record<string, string> = { AccountId: HOME.account, Region: region, Partition: 'aws' };
  return name.replace(/\$\{AWS::(\w+)\}/g, (all, key: string) => values[key] ?? all);
}
