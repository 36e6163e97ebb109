import { StageRow, STAGE_TABLE } from '../../patterns/stage-table';
import { MONTH_HOURS, priceList } from '../../review/prices/prices';

const price = priceList();
const GB = 1e9;

/**
 * What an average app sends: a line of JSON for each request; and for one request in ten a job, that is sent, received
 * and deleted. Figures of one's own are in the bill, under `NatGateway-Bytes`.
 */
const LOGGED_BYTES = 1_000;
const JOB_SHARE = 0.1;
const JOB_BYTES = 3_000;

/** GB a month to a service, while the tasks that always run answer what they answer well. */
function traffic({ sizes }: StageRow): Record<string, number> {
  const requests = sizes.web.minTasks * (sizes.web.requestsPerTaskPerMinute ?? 0) * 60 * MONTH_HOURS;
  return {
    logs: (requests * LOGGED_BYTES) / GB,
    sqs: sizes.workers ? (requests * JOB_SHARE * JOB_BYTES) / GB : 0,
  };
}

/** What an endpoint saves in a month. Without NAT gateways there is nothing to save. */
function saved(row: StageRow, gb: number): number {
  if (row.sizes.network.natGateways._count(row.sizes.network.zonesInUse) === 0) return -Infinity;
  const hours = MONTH_HOURS * row.sizes.network.zonesInUse * price('privatelink', 'interface endpoint in a zone');
  return gb * (price('vpc', 'NAT gateway GB') - price('privatelink', 'interface endpoint GB')) - hours;
}

test.each(STAGE_TABLE.map((row) => [row.name, row] as const))('%s has the endpoints that pay', (_, row) => {
  const paying = Object.entries(traffic(row))
    .filter(([, gb]) => saved(row, gb) > 0)
    .map(([service]) => service);
  expect((row.sizes.network.interfaceEndpoints ?? []).map(({ shortName }) => shortName)).toEqual(paying);
});

test('docs/network.md has the break-even', () => {
  const zone = MONTH_HOURS * price('privatelink', 'interface endpoint in a zone');
  expect(Math.round(zone / (price('vpc', 'NAT gateway GB') - price('privatelink', 'interface endpoint GB')))).toBe(209);
});
