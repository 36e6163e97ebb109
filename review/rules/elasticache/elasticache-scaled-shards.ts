import { Assembly, Rule, RuleContext, RuleFinding } from '../../model';
import { own } from '../../read/unreadable';
import {
  after,
  changesOfType,
  describe,
  isUpdate,
  numberOf,
  Placed,
  propertyChange,
  resolve,
  resourcesOf,
  same,
  show,
  valueAt,
} from '../support';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const CACHE = 'AWS::ElastiCache::ReplicationGroup';
const DIMENSION = 'elasticache:replication-group:';

/** What is scaled, and the property of the cache that has its number at first. */
const NUMBERS: Readonly<Record<string, { what: string; property: string }>> = {
  NodeGroups: { what: 'shards', property: 'NumNodeGroups' },
  Replicas: { what: 'replicas', property: 'ReplicasPerNodeGroup' },
};

interface Scaled {
  readonly target: Placed;
  readonly cache: Placed;
  readonly dimension: string;
}

function scaled(assembly: Assembly): Scaled[] {
  return resourcesOf(assembly, TARGET).flatMap((target) => {
    const dimension = valueAt(target.resource.Properties, 'ScalableDimension');
    if (typeof dimension !== 'string' || !dimension.startsWith(DIMENSION)) return [];
    const cache = resolve(assembly, target.stack, valueAt(target.resource.Properties, 'ResourceId'));
    return cache?.resource.Type === CACHE ? [{ target, cache, dimension: dimension.slice(DIMENSION.length) }] : [];
  });
}

const isOf = ({ cache }: Scaled, stack: string | undefined, logicalId: string) =>
  cache.stack.id === stack && cache.logicalId === logicalId;

/** Whether scaling has no choice but that number: then the template may say it too. */
function isPinnedTo({ target }: Scaled, number: unknown): boolean {
  const [least, most] = ['MinCapacity', 'MaxCapacity'].map((name) =>
    numberOf(valueAt(target.resource.Properties, name)),
  );
  return least !== undefined && least === most && least === numberOf(number);
}

/** A new number of shards in the template, where scaling has made others. One that begins in this step has made none. */
function undone(context: RuleContext): RuleFinding[] {
  const targets = scaled(context.from).filter(({ dimension }) => dimension === 'NodeGroups');
  return changesOfType(context, CACHE)
    .filter(isUpdate)
    .flatMap((located): RuleFinding[] => {
      const shards = propertyChange(located.change, 'NumNodeGroups');
      const { logicalId } = located.change;
      const scaling = targets.find((one) => isOf(one, context.stackBefore(located.stack)?.id, logicalId));
      const number = valueAt(after(context, located)?.Properties, 'NumNodeGroups');
      if (!shards || !scaling || isPinnedTo(scaling, number)) return [];
      const message = `${describe(located.change)} sets NumNodeGroups ${show(shards.before)} → ${show(shards.after)} and so undoes what its scaling (${scaling.target.logicalId}) did: shards that it made go, under the load that they were made for`;
      const remedy =
        'Leave NumNodeGroups as it is while shards scale, and raise MinCapacity instead. To take the number back into the template, set MinCapacity and MaxCapacity to it in a step before, and wait until the cache has it.';
      return [{ severity: 'hazard', stack: located.stack, logicalId, message, remedy }];
    });
}

/** Scaling that ends: what it made stays, and the template knows nothing of it. */
function left({ from, to }: RuleContext): RuleFinding[] {
  const still = scaled(to);
  return scaled(from).flatMap((one): RuleFinding[] => {
    const { target, cache, dimension } = one;
    const { what, property } = own(NUMBERS, dimension) ?? {};
    const young = own(to.stacks.find(({ id }) => id === cache.stack.id)?.template.Resources, cache.logicalId);
    const ends = !still.some((it) => it.dimension === dimension && isOf(it, cache.stack.id, cache.logicalId));
    if (!property || !ends || young?.Type !== CACHE) return [];
    const number = valueAt(young.Properties, property);
    if (isPinnedTo(one, number) || !same(number, valueAt(cache.resource.Properties, property))) return [];
    return [
      {
        severity: 'caution',
        stack: target.stack.id,
        logicalId: target.logicalId,
        message: `${TARGET} ${target.logicalId} goes: ${what} that it made for ${cache.logicalId} stay and are paid for, while the template says ${property} ${show(number)}`,
        remedy: `First set MinCapacity and MaxCapacity to the number of ${what} that shall stay, in a step of its own, and wait until the cache has it.`,
      },
    ];
  });
}

export const elasticacheScaledShards: Rule = {
  id: 'elasticache-scaled-shards',
  mechanism: 'delayed',
  severities: ['hazard', 'caution'],
  summary:
    'A template changes the number of shards of a cache that scales by itself (a hazard: it undoes the scaling), or scaling ends and what it made stays (a caution).',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling-with-Cloudformation-Shards.html',
  check: (context) => [...undone(context), ...left(context)],
};
