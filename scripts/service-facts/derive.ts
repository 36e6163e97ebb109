import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { format } from 'prettier';
import { COMPUTE_OPERATIONS } from './compute-operations';
import { DATA_OPERATIONS } from './data-operations';
import { EDGE_OPERATIONS } from './edge-operations';
import { Operations } from './operations';

/**
 * Derives what AWS's own service models say of changes: which properties an operation can change, which are given at
 * creation alone, and which error says that a name is taken. The simulated deployment decides by it.
 *
 *   pip download --no-deps botocore && unzip botocore-*.whl -d /tmp/botocore
 *   node --import tsx scripts/service-facts/derive.ts /tmp/botocore/botocore/data 1.44.8 2026-12-01
 *
 * The models (https://github.com/boto/botocore, Apache-2.0) are read, and not kept.
 */

interface Shape {
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly error?: { readonly code?: string };
}

interface Model {
  readonly operations: Readonly<
    Record<
      string,
      { readonly input?: { readonly shape: string }; readonly errors?: readonly { readonly shape: string }[] }
    >
  >;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface ServiceFacts {
  /** Properties that an operation of the service changes. */
  readonly changes: readonly string[];
  /** Properties that the service takes when it makes the resource, and at no other time. */
  readonly creationOnly: readonly string[];
  /** The error that says that there is one already. */
  readonly taken?: string;
}

const TAKEN =
  /AlreadyExist|Duplicate|NameExists|ResourceInUse|ResourceConflict|^ConflictException$|InvalidRequestException/;

class Models {
  private readonly known = new Map<string, Model>();

  constructor(private readonly directory: string) {}

  of(service: string): Model {
    const known = this.known.get(service);
    if (known !== undefined) return known;
    const [latest] = readdirSync(join(this.directory, service))
      .filter((name) => /^\d/.test(name))
      .sort()
      .reverse();
    const file = join(this.directory, service, latest!, 'service-2.json.gz');
    const model = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Model;
    this.known.set(service, model);
    return model;
  }
}

function inputOf(model: Model, operation: string): Shape {
  const found = model.operations[operation];
  if (found === undefined) throw new Error(`the model has no operation ${operation}`);
  return (found.input === undefined ? undefined : model.shapes[found.input.shape]) ?? {};
}

/** The members of an operation's input, in lower case; a list of attributes takes anything. */
const membersOf = (model: Model, operation: string) =>
  Object.keys(inputOf(model, operation).members ?? {}).map((name) => name.toLowerCase());

function factsOf(row: Operations, model: Model, properties: readonly string[]): ServiceFacts {
  const errors = row.create.flatMap((operation) => model.operations[operation]?.errors ?? []);
  const taken = errors.map(({ shape }) => model.shapes[shape]?.error?.code ?? shape).find((code) => TAKEN.test(code));
  const change = row.update.includes('*') ? { changes: [], creationOnly: [] } : changesOf(row, model, properties);
  return { ...change, ...(taken !== undefined && { taken }) };
}

function changesOf(row: Operations, model: Model, properties: readonly string[]): Omit<ServiceFacts, 'taken'> {
  const created = new Set(row.create.flatMap((operation) => membersOf(model, operation)));
  const inputs = row.update.map((operation) => inputOf(model, operation).required ?? []);
  // What every update asks for says which resource is meant.
  const naming =
    inputs[0]?.filter((name) => inputs.length > 1 && inputs.every((required) => required.includes(name))) ?? [];
  const identifies = new Set([...(row.names ?? []), ...naming].map((name) => name.toLowerCase()));
  const updated = new Set(row.update.flatMap((operation) => membersOf(model, operation)));
  const named = (property: string, members: Set<string>) =>
    (row.called?.[property] ?? [property]).some((name) => members.has(name.toLowerCase()));
  const changes = properties.filter((name) => named(name, updated) && !identifies.has(name.toLowerCase()));
  return { changes, creationOnly: properties.filter((name) => named(name, created) && !changes.includes(name)) };
}

async function main([directory, version, date]: readonly (string | undefined)[]): Promise<void> {
  if (directory === undefined || version === undefined || date === undefined) {
    throw new Error('node --import tsx scripts/service-facts/derive.ts MODELS VERSION DATE');
  }
  const models = new Models(directory);
  const specification = loadAwsServiceSpecSync();
  const types = [...DATA_OPERATIONS, ...COMPUTE_OPERATIONS, ...EDGE_OPERATIONS].map((row): [string, ServiceFacts] => {
    const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', row.type);
    if (resource === undefined) throw new Error(`the specification does not know ${row.type}`);
    return [row.type, factsOf(row, models.of(row.model), Object.keys(resource.properties).sort())];
  });
  const facts = { source: 'https://github.com/boto/botocore', version, date, types: Object.fromEntries(types.sort()) };
  const out = join(__dirname, '../../test/deploy/services/facts/service-models.json');
  writeFileSync(out, await format(JSON.stringify(facts), { parser: 'json', printWidth: 120 }));
}

void main(process.argv.slice(2));
