import { Assembly, Rule, RuleFinding } from '../../model';
import { Placed, refusal, resolve, resourcesOf, show, valueAt } from '../support';

const CLUSTER = 'AWS::RDS::DBCluster';
const SCALING = 'ServerlessV2ScalingConfiguration';
/** The first minor version of each major one that scales to zero; a major version that is not here always did. */
const TO_ZERO: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  'aurora-postgresql': { 11: Infinity, 12: Infinity, 13: 15, 14: 12, 15: 7, 16: 3 },
  'aurora-mysql': { 2: Infinity, 3: 8 },
};
const [LEAST_OF_MOST, MOST, SMALLEST] = [1, 256, 0.5];
const [SHORTEST_PAUSE, LONGEST_PAUSE] = [300, 86_400];

function numberAt(value: unknown, path: string): number | undefined {
  const found = valueAt(value, path);
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
}

function stopsAtZero({ resource: { Properties: set } }: Placed): boolean {
  const version = /^(?:.*mysql_aurora\.)?(\d+)\.(\d+)/.exec(String(valueAt(set, 'EngineVersion')));
  const first = version && TO_ZERO[String(valueAt(set, 'Engine'))]?.[Number(version[1])];
  return !first || Number(version[2]) >= first;
}

/** Why the range of a cluster's capacity is refused; undefined where it is not. */
function wrongRange(cluster: Placed): string | undefined {
  const { Properties: set } = cluster.resource;
  const [least, most] = ['MinCapacity', 'MaxCapacity'].map((name) => numberAt(set, `${SCALING}.${name}`));
  const pause = numberAt(set, `${SCALING}.SecondsUntilAutoPause`);
  if (least !== undefined && most !== undefined && least > most)
    return `MinCapacity ${least} is over MaxCapacity ${most}`;
  if (most !== undefined && (most < LEAST_OF_MOST || most > MOST))
    return `MaxCapacity ${most} is not within ${LEAST_OF_MOST} and ${MOST} units`;
  if (least !== undefined && least !== 0 && least < SMALLEST)
    return `MinCapacity ${least} is neither 0 nor ${SMALLEST} units or more`;
  if (least === 0 && !stopsAtZero(cluster))
    return `MinCapacity is 0, and the version ${show(valueAt(set, 'EngineVersion'))} of ${show(valueAt(set, 'Engine'))} does not stop`;
  if (pause === undefined) return undefined;
  if (least !== undefined && least > 0)
    return `SecondsUntilAutoPause is ${pause}, and with MinCapacity ${least} it never stops`;
  return pause < SHORTEST_PAUSE || pause > LONGEST_PAUSE
    ? `SecondsUntilAutoPause ${pause} is not within ${SHORTEST_PAUSE} and ${LONGEST_PAUSE} seconds`
    : undefined;
}

function ranges(assembly: Assembly): RuleFinding[] {
  return resourcesOf(assembly, CLUSTER).flatMap((cluster) => {
    const why = wrongRange(cluster);
    return why === undefined
      ? []
      : [
          refusal(
            cluster,
            why,
            'Give a range that Aurora takes; to stop when idle, upgrade the engine first, in a step of its own.',
          ),
        ];
  });
}

function instances(assembly: Assembly): RuleFinding[] {
  return resourcesOf(assembly, 'AWS::RDS::DBInstance')
    .filter(({ resource }) => valueAt(resource.Properties, 'DBInstanceClass') === 'db.serverless')
    .flatMap((instance) => {
      const id = valueAt(instance.resource.Properties, 'DBClusterIdentifier');
      const cluster = resolve(assembly, instance.stack, id);
      if (cluster?.resource.Type !== CLUSTER || valueAt(cluster.resource.Properties, SCALING) !== undefined) return [];
      const why = `it is serverless, and its cluster ${cluster.logicalId} has no ${SCALING}`;
      return [
        refusal(instance, why, `Give ${cluster.logicalId} the range of its capacity first, or with the instance.`),
      ];
    });
}

export const auroraServerless: Rule = {
  id: 'aurora-serverless',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'An Aurora cluster has a range of serverless capacity that Aurora refuses (0 needs a version that stops when idle), or a serverless instance and no range.',
  source:
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html#aurora-serverless-v2.how-it-works.capacity',
  check: ({ to }) => [...ranges(to), ...instances(to)],
};
