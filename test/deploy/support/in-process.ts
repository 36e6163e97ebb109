import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING } from '../engine/changesets';
import { LogEntry } from '../engine/cloud';
import { sameValue } from '../engine/deep';
import { AwsError } from '../engine/errors';
import { ChangeSet, StackEvent } from '../engine/state';
import { parseTemplate } from '../engine/template';
import { foldersOf, gone, HOME, stacksIn } from './assembly';
import { Simulation } from './simulation';

export interface Outcome {
  readonly log: LogEntry[];
  /** Replacements that a change set planned because it does not read the outputs of other stacks. */
  readonly unread: readonly Unread[];
  /** Why the deployment ended before it was done, with the stack and the resource. */
  readonly failure: string | undefined;
}

/** A property that holds another stack's output, for which a change set plans a replacement. */
export interface Unread {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: readonly string[];
}

/** Deploys a cloud assembly as the CLI does, without the CLI: where many deployments are compared and no protocol is. */
export function deployInProcess(simulation: Simulation, directory: string): Outcome {
  const stacks = stacksIn(directory);
  const regions = new Set(stacks.map(({ scope }) => scope.region));
  publishAssets(simulation, foldersOf(directory), [...regions]);
  const log: LogEntry[] = [];
  const unread: Unread[] = [];
  for (const stack of stacks) {
    const { scope } = stack;
    const body = readFileSync(stack.file, 'utf8');
    const known = simulation.cloud.findStack(scope, stack.name);
    // What the CLI was given besides the manifest stays as the state has it.
    const tags = Object.keys(stack.tags).length > 0 ? stack.tags : (known?.tags ?? {});
    // The CLI leaves a stack alone whose template and tags are as they were.
    const asItWas = known !== undefined && sameValue(parseTemplate(known.templateBody), parseTemplate(body));
    if (asItWas && sameValue(known.tags, tags)) continue;
    try {
      const {
        status,
        set,
        events,
        log: more,
      } = simulation.deploy(stack.name, JSON.parse(body) as object, {
        scope,
        tags,
      });
      log.push(...more);
      unread.push(...unreadIn(stack.name, set));
      // What differs in words alone, the CLI takes for a success.
      if (status === 'FAILED' && set.reason === NOTHING) continue;
      if (status === 'FAILED' || status.includes('ROLLBACK'))
        return { log, unread, failure: failureOf(stack.name, status, set.reason, events) };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { log, unread, failure: `${stack.name}: ${error.message}` };
    }
  }
  return { log, unread, failure: undefined };
}

function unreadIn(stack: string, { changes }: ChangeSet): Unread[] {
  return changes
    .filter(({ replacement }) => replacement === 'Conditional')
    .map(({ logicalId, type, details }) => ({
      stack,
      logicalId,
      type,
      properties: details
        .filter(
          ({ recreation, evaluation, causingEntity }) =>
            recreation === 'Always' && evaluation === 'Dynamic' && causingEntity === undefined,
        )
        .map(({ name }) => name ?? ''),
    }))
    .filter(({ properties }) => properties.length > 0);
}

/** Destroys the stacks that an assembly no longer has, consumers first, as a user does after the deployment. */
export function destroyInProcess(simulation: Simulation, from: string, to: string): Outcome {
  const start = simulation.cloud.log.length;
  for (const stack of gone(from, to).reverse()) {
    const { status, reason, events } = simulation.destroy(stack.name, stack.scope);
    if (status !== 'DELETE_COMPLETE')
      return {
        log: simulation.cloud.log.slice(start),
        unread: [],
        failure: failureOf(stack.name, status, reason, events),
      };
  }
  return { log: simulation.cloud.log.slice(start), unread: [], failure: undefined };
}

/** What went wrong with which resource of which stack, in a sentence. */
export function failureOf(stack: string, status: string, reason: string | undefined, events: StackEvent[]): string {
  const failed = events
    .filter((event) => event.status.endsWith('_FAILED') && event.reason !== undefined)
    .map(({ logicalId, type, reason: why }) => `${logicalId} ${type}: ${why}`);
  return [`${stack} ${status}`, reason, ...failed].filter((part) => part !== undefined).join('; ');
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
function publishAssets(simulation: Simulation, folders: readonly string[], regions: readonly string[]): void {
  for (const region of regions)
    simulation.cloud.state.ssm[`${HOME.account}/${region}/cdk-bootstrap/hnb659fds/version`] = '30';
  for (const folder of folders) publishFolder(simulation, folder);
}

function publishFolder(simulation: Simulation, folder: string): void {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.assets.json'))) {
    const { files = {} } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as FileAssets;
    for (const { source, destinations } of Object.values(files)) {
      for (const { bucketName, objectKey, region = HOME.region } of Object.values(destinations)) {
        const bucket = resolved(bucketName, region);
        const isTemplate = source.path?.endsWith('.template.json') === true;
        const body = isTemplate ? readFileSync(join(folder, source.path!), 'utf8') : undefined;
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
