import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { specifiedTypes } from '../../compare/spec';
import { derivedKey } from '../../keys/derived';
import { keysOf, TABLE } from '../../keys/keys-of';
import { Resource } from '../../model';
import { found } from '../rules/support';
import { resource, reviewStack } from '../support';
import { KNOWN_BEFORE, NOT_UNIQUE } from './reviewed';

const specification = loadAwsServiceSpecSync();
const specOf = (type: string) => specification.lookup('resource', 'cloudFormationType', 'equals', type)[0];

const filler = { Filler: resource('AWS::CloudWatch::Dashboard') };
/** A resource of a type whose key is `value` throughout. */
const holder = (type: string, value: string): Resource =>
  resource(type, Object.fromEntries(keysOf(type)[0].parts.map(({ path }) => [path, value])));
const collisions = (before: Record<string, Resource>, after: Record<string, Resource>) =>
  found('fixed-name-collision', reviewStack({ ...filler, ...before }, { ...filler, ...after }));

const derived = specifiedTypes().filter((type) => derivedKey(type) !== undefined && !Object.hasOwn(TABLE, type));

test('a key follows from the specification for more than five hundred types', () => {
  expect(derived.length).toBeGreaterThan(480);
});

describe('every type whose key follows from the specification', () => {
  test('is refused where it comes under another logical ID with a key that is taken', () => {
    const missed = derived.filter((type) => {
      const [collision] = collisions({ Old: holder(type, 'a') }, { New: holder(type, 'a') });
      return collision?.severity !== 'hazard' || collision.logicalId !== 'New';
    });
    expect(missed).toEqual([]);
  });

  test('is not where it has another key, or none', () => {
    const wrong = derived.filter(
      (type) =>
        collisions({ Old: holder(type, 'a') }, { New: holder(type, 'b') }).length > 0 ||
        collisions({ Old: resource(type) }, { New: resource(type) }).length > 0,
    );
    expect(wrong).toEqual([]);
  });

  test('is not where its key refers to something that is made anew with it', () => {
    const fifo = (FifoQueue: boolean) => ({ Queue: resource('AWS::SQS::Queue', { FifoQueue }) });
    const wrong = derived.filter((type) => {
      const [{ path }, ...rest] = keysOf(type)[0].parts;
      const tied = (): Resource =>
        resource(type, {
          [path]: { Ref: 'Queue' },
          ...Object.fromEntries(rest.map((part) => [part.path, 'a'])),
        });
      return collisions({ ...fifo(false), Old: tied() }, { ...fifo(true), New: tied() }).length > 0;
    });
    expect(wrong).toEqual([]);
  });
});

test('every part of a key in the table is a property of its type', () => {
  const wrong = Object.entries(TABLE).flatMap(([type, keys]) =>
    keys.flatMap(({ parts, each }) =>
      [...parts.map(({ path }) => path), ...(each === undefined ? [] : [each])]
        .map((path) => path.split('.')[0])
        .filter((name) => name !== '@' && specOf(type)?.properties[name] === undefined)
        .filter(() => each === undefined || specOf(type)?.properties[each] === undefined)
        .map((name) => `${type}.${name}`),
    ),
  );
  // An attribute in the specification, which templates could set before.
  expect(wrong).toEqual(['AWS::ElastiCache::ParameterGroup.CacheParameterGroupName']);
});

test('every key in the table has a source in the documentation, or in an account of what happened', () => {
  const sources = Object.values(TABLE).flatMap((keys) => keys.map(({ source }) => source));
  for (const source of sources) expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|github\.com)\//);
});

test('every property of which the documentation says that it must be unique is in a key', () => {
  const left = specifiedTypes().flatMap((type) =>
    Object.entries(specOf(type).properties)
      .filter(([, { documentation }]) => /\bmust be unique\b/.test(documentation ?? ''))
      .map(([name]) => name)
      .filter((name) => !keysOf(type).some(({ parts }) => parts.some(({ path }) => path.split('.')[0] === name)))
      .map((name) => `${type}.${name}`),
  );
  expect(left).toEqual(NOT_UNIQUE);
});

test('every type of which a name was known by hand still has a key with it', () => {
  const lost = Object.entries(KNOWN_BEFORE).filter(
    ([type, path]) => !keysOf(type).some(({ parts }) => parts.some((part) => part.path === path)),
  );
  expect(lost).toEqual([]);
});
