import { NAIVE_APPS, NaiveApp } from '../../../review/test/naive';
import { assembly } from '../support/apps';
import { assemblyIn, describeLoss } from './ground';
import { Job } from './job';
import { BOOTSTRAPPED } from './jobs-growth';
import { keptMarkers, markersOf } from './markers';
import { tryNaive, trySafe } from './naive';

/** Apps that walk into a one-way door: each without the CLI, and some with it. */
export function NAIVE_JOBS(): Job[] {
  const batches = Array.from({ length: 6 }, (_, i) => NAIVE_APPS.filter((_app, n) => n % 6 === i));
  return [...batches.map(inProcess), ...throughTheCli().map(byCli)];
}

function inProcess(apps: readonly NaiveApp[], i: number): Job {
  return {
    name: `naive apps, part ${i + 1} of 6`,
    needs: [],
    run({ report }) {
      for (const app of apps) {
        const [naive, safe] = [quietly(() => tryNaive(app)), quietly(() => trySafe(app))];
        report.problems.push(...naive.problems.map((problem) => `${app.door}: ${problem}`));
        report.problems.push(...safe.problems.map((problem) => `${app.door}, the safe way: ${problem}`));
        if (naive.beyond !== undefined) report.notes.push(`${app.door}: ${naive.beyond}`);
      }
    },
  };
}

/** Some of each outcome that shows in a deployment: a database, a table, a bucket, a network, names, a distribution. */
function throughTheCli(): NaiveApp[] {
  const wanted = [
    /^RDS encryption/,
    /^RDS zone/,
    /^DynamoDB: Table/,
    /^S3 object lock/,
    /^VPC zones/,
    /^CloudFront VPC origin: another/,
    /^strong references/,
    /^removal policy/,
  ];
  return wanted.map((pattern) => {
    const found = NAIVE_APPS.find(({ door }) => pattern.test(door));
    if (found === undefined) throw new Error(`there is no naive app whose door is like ${String(pattern)}`);
    return found;
  });
}

const PART = 'Naive apps, by the CLI';

function byCli(app: NaiveApp): Job {
  const { door, naive } = app;
  return {
    name: `naive: ${door}`,
    needs: [BOOTSTRAPPED],
    async run(ground) {
      const [from, to] = quietly(() => [assembly(naive.before), assembly(naive.after)]) as [string, string];
      ground.restore(BOOTSTRAPPED);
      ground.expectSuccess(`${door}, its first state`, await ground.deploy(from));
      ground.endpoint.plantMarkers();
      const before = markersOf(ground.endpoint);
      const run = await ground.follow(from, to);
      const { kept, lost } = keptMarkers(before, markersOf(ground.endpoint));
      const outcome = run.failure === undefined ? (lost.length > 0 ? 'loses' : 'deploys') : 'fails';
      ground.row(PART, `${door} (${outcome})`, run, `${kept}/${kept + lost.length}`);
      if (outcome === 'fails') ground.complain(door, lost.map(describeLoss));
      if (outcome !== naive.outcome) {
        ground.complain(door, [`the engine says ${naive.outcome}, the deployment ${outcome} ${run.failure ?? ''}`]);
      }
      ground.compare(door, run, { from: assemblyIn(from), to: assemblyIn(to) });
    },
  };
}

/** What the CDK has to say of these apps is much, and meant. */
function quietly<T>(build: () => T): T {
  const say = console.error;
  console.error = () => undefined;
  try {
    return build();
  } finally {
    console.error = say;
  }
}
