import { createHash } from 'node:crypto';
import { validationError } from './errors';
import { Json, JsonObject, ParameterValue } from './state';

const SSM = /^AWS::SSM::Parameter::Value<(.*)>$/;

/** Values for the template's parameters, from the caller, the stack before, or the default. */
export function parameterValues(
  declared: Record<string, JsonObject>,
  given: Record<string, string>,
  previous: readonly string[],
  before: Record<string, ParameterValue>,
  readSsm: (name: string) => string | undefined,
): Record<string, ParameterValue> {
  const unknownNames = [...Object.keys(given), ...previous].filter((name) => !(name in declared));
  if (unknownNames.length > 0) {
    throw validationError(`Parameters: [${unknownNames.join(', ')}] do not exist in the template`);
  }
  const missing: string[] = [];
  const values = Object.entries(declared).flatMap(([name, declaration]) => {
    const value = given[name] ?? (previous.includes(name) ? before[name]?.value : undefined) ?? declaration['Default'];
    if (value === undefined) {
      missing.push(name);
      return [];
    }
    check(name, declaration, String(value));
    return [[name, resolved(declaration, String(value), readSsm)] as const];
  });
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  return Object.fromEntries(values);
}

function resolved(
  declaration: JsonObject,
  value: string,
  readSsm: (name: string) => string | undefined,
): ParameterValue {
  if (!SSM.test(String(declaration['Type']))) return { value };
  const found = readSsm(value) ?? published(value);
  if (found === undefined) {
    throw validationError(`Unable to fetch parameters [${value}] from parameter store for this account.`);
  }
  return { value, resolved: found };
}

/**
 * Parameters that AWS publishes (machine images and the like) exist in every account; the value is made up.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 */
function published(name: string): string | undefined {
  if (!name.startsWith('/aws/service/')) return undefined;
  return `ami-${createHash('sha256').update(name).digest('hex').slice(0, 17)}`;
}

/** What `Ref` gives for a parameter. */
export function parameterRef(declaration: JsonObject, value: ParameterValue): Json {
  const declared = String(declaration['Type']);
  const type = SSM.exec(declared)?.[1] ?? declared;
  const text = value.resolved ?? value.value;
  if (type === 'CommaDelimitedList' || type.startsWith('List<')) {
    return text === '' ? [] : text.split(',').map((item) => item.trim());
  }
  return text;
}

function check(name: string, declaration: JsonObject, value: string): void {
  const allowed = declaration['AllowedValues'];
  const fail = (why: string) => {
    throw validationError(String(declaration['ConstraintDescription'] ?? `Parameter '${name}' ${why}`));
  };
  if (Array.isArray(allowed) && !allowed.map(String).includes(value)) {
    fail(`must be one of AllowedValues`);
  }
  const pattern = declaration['AllowedPattern'];
  if (typeof pattern === 'string' && !new RegExp(`^(?:${pattern})$`).test(value)) fail(`must match pattern ${pattern}`);
  if (declaration['Type'] === 'Number' && (value.trim() === '' || Number.isNaN(Number(value))))
    fail('must be a number');
  const [min, max] = [declaration['MinLength'], declaration['MaxLength']];
  if (min !== undefined && value.length < Number(min)) fail(`must contain at least ${min} characters`);
  if (max !== undefined && value.length > Number(max)) fail(`must contain at most ${max} characters`);
}
