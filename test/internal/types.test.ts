import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import * as api from '../../index';
import { PropsError } from '../../lib/internal/checks/check';
import table from '../../lib/internal/checks/prop-types.json';

type Callable = (...values: unknown[]) => unknown;
type Class = { new (...values: unknown[]): unknown; readonly prototype: object } & {
  readonly [name: string]: Callable;
};
type Fields = { readonly [name: string]: string };

const classes = api as unknown as { readonly [name: string]: Class };
const constructs = table.constructs as Fields;
const functions = table.functions as { readonly [name: string]: Fields };
const structs = table.types as unknown as {
  readonly [name: string]: { readonly kind: string; readonly fields?: Fields };
};

/** Whose base class checks what it takes first. */
const WITH_BASE: { readonly [name: string]: (scope: Construct) => object } = {
  SubscriberQueue: (scope) => ({
    order: api.QueueOrder.standard(),
    longestJob: Duration.minutes(1),
    topic: new sns.Topic(scope, 'Topic'),
  }),
};

/** What does not check its types, and why. */
const NOT_COVERED: { readonly [name: string]: string } = {
  'new DurableLedger':
    'the plugin is in a package of its own as well, which has no constructs; it checks its path itself',
  'DurableLedger.validate': 'the CDK calls it',
};

/** Those whose last parameter takes any number of values. */
const VARIADIC = ['IpList.of', 'RollbackAlarms.of', 'SteadyState.notice', 'SteadyState.notify'];

const nameOf = (type: string) => type.split(' ')[0].replace('?', '');
const isOptional = (type: string) => type.split(' ')[0].endsWith('?');
const kindOf = (type: string) => structs[nameOf(type)]?.kind;

/** Values that JavaScript, Python and unset variables give where another is meant, with what the message shows. */
function badValues(type: string): [unknown, string][] {
  const name = nameOf(type);
  const values: [unknown, string][] = [[null, 'null']];
  if (!isOptional(type)) values.push([undefined, 'undefined']);
  if (name === 'any') return values;
  values.push([NaN, 'NaN'], [Infinity, 'Infinity']);
  if (name !== 'anyText') values.push(['', '""']);
  if (name !== 'number' && kindOf(type) !== 'enum') values.push([7, '7']);
  if (name !== 'flag') values.push([true, 'true']);
  if (['class', 'interface'].includes(kindOf(type)) || name.startsWith('list<')) values.push([{}, '{}']);
  return values;
}

/** A place where users give a value: its path in messages, its type, and what is given when the value is. */
interface Place {
  readonly path: string;
  readonly type: string;
  given(value: unknown): unknown;
}

/** A place, and those in it. */
function placesIn(place: Place): Place[] {
  const { path, type, given } = place;
  const [, collection, element] = /^(list|map)<(.*)>$/.exec(nameOf(type)) ?? [];
  if (collection === 'list')
    return [place, ...placesIn({ path: `${path}[0]`, type: element, given: (value) => given([value]) })];
  if (collection === 'map')
    return [place, ...placesIn({ path: `${path}.key`, type: element, given: (value) => given({ key: value }) })];
  return [place, ...fieldsOf(place, `${path}.`)];
}

function fieldsOf({ type, given }: Place, prefix: string): Place[] {
  return Object.entries(structs[nameOf(type)]?.fields ?? {}).flatMap(([name, field]) =>
    placesIn({ path: `${prefix}${name}`, type: field, given: (value) => given({ [name]: value }) }),
  );
}

/** What a function is given, or a construct as its props. Messages name the fields of a struct as users do. */
function placesOf(parameter: string, type: string): Place[] {
  const whole: Place = { path: parameter, type, given: (value) => value };
  return kindOf(type) === 'struct' ? [whole, ...fieldsOf(whole, '')] : placesIn(whole);
}

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return error instanceof PropsError ? error.message : `${String(error)} instead of a PropsError`;
  }
  return 'it was taken';
}

/** What should have been refused, by its path and its value, and was not. */
function accepted(places: Place[], subject: RegExp, make: (value: unknown) => unknown): string[] {
  return places.flatMap(({ path, type, given }) =>
    badValues(type).flatMap(([value, shown]) => {
      const message = messageOf(() => make(given(value)));
      const told = subject.test(message) && message.includes(`${path} is ${shown}: give `);
      return told ? [] : [`${path} = ${shown}: ${message}`];
    }),
  );
}

test('the table has every construct', () => {
  const exported = Object.entries(classes).filter(([, value]) => value?.prototype instanceof Construct);
  expect(exported.map(([name]) => name).sort()).toEqual(Object.keys(constructs).sort());
});

const cases = Object.entries(constructs);

test.each(cases)('%s refuses what has not the type of a prop, and names it', (name, props) => {
  const make = (value: unknown) => {
    const stack = new Stack(new App(), 'Stack');
    const given = WITH_BASE[name] ? { ...WITH_BASE[name](stack), ...(value as object) } : value;
    return new classes[name](stack, 'Made', given);
  };
  const bases = WITH_BASE[name] ? ['WorkQueue'] : [];
  const places = WITH_BASE[name] ? placesOf('props', props).slice(1) : placesOf('props', props);
  expect(accepted(places, new RegExp(`^(${[name, ...bases].join('|')}) at 'Stack/Made':\n`), make)).toEqual([]);
});

/** A function of the API by its name in the table; a method without the object that it would work on. */
function callable(name: string): Callable {
  const [, created, owner, method] = /^(new )?(\w+)(?:\.(\w+))?$/.exec(name) ?? [];
  if (created) return (...values) => new classes[owner](...values);
  const prototype = classes[owner].prototype as { readonly [name: string]: Callable };
  return classes[owner][method] ?? ((...values) => prototype[method].apply(Object.create(prototype), values));
}

const covered = Object.entries(functions).filter(([name]) => !(name in NOT_COVERED));

test.each(covered)('%s refuses what has not the type of a parameter, and names it', (name, parameters) => {
  const missed = Object.entries(parameters).flatMap(([parameter, type], place) => {
    const before = new Array<undefined>(place).fill(undefined);
    if (!VARIADIC.includes(name))
      return accepted(placesOf(parameter, type), new RegExp(`^${name}:`), (value) => callable(name)(...before, value));
    return accepted(placesOf(parameter, type).slice(1), new RegExp(`^${name}:`), (values) =>
      callable(name)(...(values as unknown[])),
    );
  });
  expect(missed).toEqual([]);
});

test.each<[() => unknown, string]>([
  [
    () => api.DatabaseSource.snapshot(process.env.UNSET_SNAPSHOT!),
    "DatabaseSource.snapshot: identifier is undefined: give the snapshot's name, or its ARN where another account shares it",
  ],
  [() => api.AuroraSource.snapshot(''), 'AuroraSource.snapshot: arn is "": give the ARN of the snapshot'],
  [
    () => api.AuroraSource.pointInTime(' ', null as unknown as string),
    'AuroraSource.pointInTime:\n  - clusterIdentifier is " ": give the cluster\n  - time is null: ' +
      "give a time within its backup retention, in UTC, such as '2026-03-31T09:30:00Z'",
  ],
  [
    () => new api.ScalableApp(new App(), 'App', { appName: undefined } as unknown as api.ScalableAppProps),
    'appName is undefined: give what the app is called: 1 to 40 lower-case letters, digits and hyphens',
  ],
  [
    () => new api.WorkQueue(new Stack(), 'Queue', { longestJob: 60 } as unknown as api.WorkQueueProps),
    'longestJob is 60: give a value of type Duration',
  ],
])('what an unset variable gives is refused in words: %#', (make, message) => {
  expect(messageOf(make)).toContain(message);
});

test('a token is what it is said to be', () => {
  const arn = new CfnParameter(new Stack(), 'Arn').valueAsString;
  expect(messageOf(() => api.AuroraSource.snapshot(arn))).toBe('it was taken');
});

test('a class of another copy of the library, which a minifier renamed, is known by what jsii wrote into it', () => {
  class A {}
  Object.defineProperty(A, Symbol.for('jsii.rtti'), { value: { fqn: 'cdk-scaling-patterns.CacheRotation' } });
  expect(messageOf(() => api.CacheAccess.password(new A() as unknown as api.CacheRotation))).toBe('it was taken');
});
