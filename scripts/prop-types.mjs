// Writes lib/internal/checks/prop-types.json: the types of all that users give, from the public API as jsii has it.
// `checkTypes` and `checkArguments` hold what is given against it.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const TABLE = join('lib', 'internal', 'checks', 'prop-types.json');

/** What may be empty text: an argument of a command. */
const MAY_BE_EMPTY = ['command', 'entryPoint'];

const ours = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8'));
const theirs = ['aws-cdk-lib/.jsii.gz', 'constructs/.jsii'].map((name) => {
  const bytes = readFileSync(join(root, 'node_modules', name));
  return JSON.parse(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
});
const types = Object.assign({}, ...[...theirs, ours].map((assembly) => assembly.types));

const isOurs = (fqn) => fqn.startsWith(`${ours.name}.`);
/** As the code names it: `QueueOrder`, `Duration`, `ec2.IVpc`. */
const nameOf = (fqn) => fqn.replace(/^[^.]+\./, '').replace(/^aws_/, '');

const used = {};
function textOf(type, name) {
  if (type.primitive === 'string') return MAY_BE_EMPTY.includes(name) ? 'anyText' : 'text';
  if (type.primitive)
    return { number: 'number', boolean: 'flag', any: 'any', json: 'any', date: 'any' }[type.primitive];
  if (type.collection) {
    const { kind, elementtype } = type.collection;
    // A variable may be set to nothing.
    const element = kind === 'map' && elementtype.primitive === 'string' ? 'anyText' : textOf(elementtype, name);
    return `${kind === 'array' ? 'list' : 'map'}<${element}>`;
  }
  if (type.union) return 'any';
  used[nameOf(type.fqn)] ??= undefined;
  used[nameOf(type.fqn)] = type.fqn;
  return nameOf(type.fqn);
}

/** The first sentence of the docs, as it goes on after `give`. */
function wordsOf({ docs }) {
  const words = docs?.summary?.replace(/[.;,:]$/, '') ?? '';
  return /^[A-Z][a-z ]/.test(words) ? words[0].toLowerCase() + words.slice(1) : words;
}

/** The type of a field or a parameter; of text and numbers also what the docs say they are. */
function field(member) {
  const one = textOf(member.type, member.name);
  const type = `${member.variadic ? `list<${one}>` : one}${member.optional ? '?' : ''}`;
  return /^(text|number)\b/.test(type) ? `${type} ${wordsOf(member)}`.trim() : type;
}

const isOptional = ([, type]) => type.split(' ')[0].endsWith('?');

/** All fields of a struct, inherited ones included, required ones first. */
function fieldsOf(fqn) {
  const { properties = [], interfaces = [] } = types[fqn];
  const inherited = Object.assign({}, ...interfaces.map(fieldsOf));
  const own = Object.fromEntries(properties.map((property) => [property.name, field(property)]));
  const all = Object.entries({ ...inherited, ...own });
  return Object.fromEntries([...all.filter((one) => !isOptional(one)), ...all.filter(isOptional)]);
}

/** The members that whatever is of a class or an interface must have, those that it inherits left out. */
function membersOf(fqn) {
  const { properties = [], methods = [], interfaces = [] } = types[fqn];
  const required = [...properties, ...methods].filter((one) => !one.optional && !one.static && !one.protected);
  return required.length > 0 ? required.map(({ name }) => name) : interfaces.flatMap(membersOf);
}

/** How a value of one of our classes is made. */
function makersOf(fqn) {
  const { name, methods = [], properties = [], initializer } = types[fqn];
  const made = [...methods, ...properties].filter(
    (member) => member.static && (member.returns ?? member).type?.fqn === fqn,
  );
  const calls = made.map((member) => (member.returns ? `${name}.${member.name}()` : `${name}.${member.name}`));
  return calls.length > 0 || !initializer ? calls : [`new ${name}(…)`];
}

function typeOf(fqn) {
  const { kind, datatype } = types[fqn];
  if (kind === 'enum') return { kind: 'enum' };
  // Nobody but us makes values of our classes; aws-cdk-lib makes some of its own without `new`, such as `ecs.Secret`.
  if (kind === 'class')
    return { kind, fqn, ...(isOurs(fqn) ? { makers: makersOf(fqn) } : { members: membersOf(fqn) }) };
  if (!datatype) return { kind, members: membersOf(fqn).slice(0, 1) };
  return isOurs(fqn) ? { kind: 'struct', fields: fieldsOf(fqn) } : { kind: 'object' };
}

const parametersOf = (parameters) => Object.fromEntries(parameters.map((one) => [one.name, field(one)]));

const constructs = {};
const functions = {};
for (const type of Object.values(ours.types).filter(({ kind }) => kind === 'class')) {
  const props = type.initializer?.parameters?.at(-1);
  if (type.base && props?.name === 'props') constructs[type.name] = field(props);
  else if (type.initializer?.parameters) functions[`new ${type.name}`] = parametersOf(type.initializer.parameters);
  for (const method of (type.methods ?? []).filter(({ parameters }) => parameters))
    functions[`${type.name}.${method.name}`] = parametersOf(method.parameters);
}

// A struct brings the types of its fields.
const described = {};
for (let names = Object.keys(used); names.length > 0; names = Object.keys(used).filter((name) => !(name in described)))
  for (const name of names) described[name] = typeOf(used[name]);

const sorted = (record) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
const rows = (record) =>
  Object.entries(sorted(record))
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
const sections = Object.entries({ constructs, functions, types: described });
const text = `{\n${sections.map(([name, record]) => `  "${name}": {\n${rows(record)}\n  }`).join(',\n')}\n}\n`;

for (const folder of ['', 'dist']) writeFileSync(join(root, folder, TABLE), text);
