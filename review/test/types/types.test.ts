import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TypeFacts, typesTable } from '../../../scripts/spec/types';
import { classifiedTypes } from '../../compare/durability';
import { specifiedTypes } from '../../compare/spec';
import { soundsDurable } from '../../types/words';

const reviewed = JSON.parse(readFileSync(join(__dirname, 'types.json'), 'utf8')) as Record<string, TypeFacts>;

test('every type of the specification has been looked at: run `npm run spec`, read what it prints, and settle it in the tables', () => {
  expect(typesTable()).toEqual(reviewed);
});

test('no type of the specification is taken for data by its name alone', () => {
  const tables = new Set(classifiedTypes());
  expect(specifiedTypes().filter((type) => soundsDurable(type) && !tables.has(type))).toEqual([]);
});

test('a type that comes with a later specification is judged by its name', () => {
  expect(['AWS::New::Table', 'AWS::New::VectorBucket', 'AWS::New::TablePolicy'].map(soundsDurable)).toEqual([
    true,
    true,
    false,
  ]);
});

test('says how much of the specification each way of knowing covers', () => {
  const all = Object.values(reviewed);
  const keysOf = (how: string) => all.filter(({ keys }) => keys?.some((key) => key.startsWith(how))).length;
  expect({
    types: all.length,
    durable: all.filter(({ durability }) => durability === 'durable').length,
    transient: all.filter(({ durability }) => durability === 'transient').length,
    service: all.filter(({ service, durability }) => service !== undefined && durability === 'stateless').length,
    derivedKeys: keysOf('derived'),
    tableKeys: keysOf('table'),
  }).toEqual({ types: 1828, durable: 198, transient: 36, service: 148, derivedKeys: 543, tableKeys: 262 });
});
