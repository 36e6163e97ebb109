import { SERVICE_RULES } from '../services';
import { HOME } from '../support/assembly';
import { AURORA_CASES } from '../support/aurora-cases';
import { CACHE_CASES } from '../support/cache-cases';
import { CAPACITY_CASES } from '../support/capacity-cases';
import { DATA_CASES } from '../support/data-cases';
import { EDGE_CASES } from '../support/edge-cases';
import { MESSAGING_CASES } from '../support/messaging-cases';
import { NETWORK_CASES } from '../support/network-cases';
import { ONE_WAY_CASES } from '../support/one-way-cases';
import { PLACE_CASES } from '../support/place-cases';
import { index, table } from '../support/resources';
import { Simulation } from '../support/simulation';

const CASES = [
  ...CACHE_CASES,
  ...DATA_CASES,
  ...AURORA_CASES,
  ...CAPACITY_CASES,
  ...MESSAGING_CASES,
  ...NETWORK_CASES,
  ...EDGE_CASES,
  ...PLACE_CASES,
  ...ONE_WAY_CASES,
];

function attempt(before: object, after: object, filled: string[] = [], region = HOME.region) {
  const simulation = new Simulation();
  const scope = { ...HOME, region };
  const first = simulation.deploy('app', { Resources: before }, { scope });
  if (first.status !== 'CREATE_COMPLETE') throw new Error(JSON.stringify(first.events.filter((e) => e.reason)));
  filled.forEach((id) => simulation.fill('app', id));
  return simulation.deploy('app', { Resources: after }, { scope });
}

test.each(CASES)('$rule: $on of $refused is refused', ({ rule: id, before, after, refused, on, filled, region }) => {
  const { status, events } = attempt(before, after, filled, region);
  const failure = events.find((event) => event.status.endsWith('_FAILED') && event.logicalId === refused)!;
  expect(failure.reason).toContain(`[${id}]`);
  expect(failure.reason).toMatch(/^Resource handler returned message: "/);
  // What cannot be deleted after an update is left behind; what cannot be made undoes the update.
  expect(status).toBe(on === 'delete' ? 'UPDATE_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE');
});

test.each(CASES.filter((c) => c.safe !== undefined))(
  '$rule: the safe way passes',
  ({ before, after, filled, safe, region }) => {
    const { status, events } = attempt(safe!.before ?? before, safe!.after ?? after, safe!.filled ?? filled, region);
    expect(events.filter((event) => event.status.endsWith('_FAILED'))).toEqual([]);
    expect(status).toBe('UPDATE_COMPLETE');
  },
);

test('a change that is documented as refused fails a step too', () => {
  const { status, events } = attempt(
    { D: table({ GlobalSecondaryIndexes: [index('a')] }) },
    { D: table({ GlobalSecondaryIndexes: [index('a', 'other')] }) },
  );
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(events.find((event) => event.status === 'UPDATE_FAILED')!.reason).toContain('[documented-change]');
});

test('every rule says where its behaviour is documented', () => {
  for (const { id, source } of SERVICE_RULES) expect([id, source]).toEqual([id, expect.stringMatching(/^https:\/\//)]);
});

test('every rule that is not one of a table has a case', () => {
  const covered = new Set(CASES.map((c) => c.rule));
  const tables = /^in-use-/;
  expect(SERVICE_RULES.map((s) => s.id).filter((id) => !covered.has(id) && !tables.test(id))).toEqual([]);
});
