import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from '../docs/format';
import { TypeFacts, typesTable } from './types';

/**
 * Writes what the review takes each type of the specification for, and prints what that changes: to be read, and
 * settled in the tables below `review/`, when `@aws-cdk/aws-service-spec` is updated.
 */
const FILE = join(__dirname, '../../review/test/types/types.json');

function difference(before: Record<string, TypeFacts>, after: Record<string, TypeFacts>): string[] {
  const text = (facts: TypeFacts | undefined) => (facts ? JSON.stringify(facts) : 'not in the specification');
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((type) => text(before[type]) !== text(after[type]))
    .map((type) => `${type}\n  - ${text(before[type])}\n  + ${text(after[type])}`);
}

async function run(): Promise<void> {
  const before = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, TypeFacts>;
  const after = typesTable();
  const lines = difference(before, after);
  writeFileSync(FILE, await formatted(FILE, JSON.stringify(after)));
  console.log(lines.length === 0 ? 'Nothing changes.' : lines.join('\n'));
}

void run();
