import { durabilityOf } from '../../compare/durability';
import { Resource, Rule } from '../../model';
import { own } from '../../read/unreadable';
import { allResources, listAt, same, show, valueAt } from '../support';

const STRENGTH: Readonly<Record<string, number>> = { Delete: 0, Snapshot: 1, RetainExceptOnCreate: 2, Retain: 2 };
const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy'] as const;

/** What RDS instances and clusters have when the template says nothing differs by their kind, so only words are compared. */
function weakerPolicies(old: Resource, young: Resource): string[] {
  return POLICIES.filter((policy) => {
    const [from, to] = [old[policy], young[policy] ?? 'Delete'];
    return from !== undefined && (own(STRENGTH, to) ?? 0) < (own(STRENGTH, from) ?? 0);
  }).map((policy) => `${policy} ${old[policy]} → ${young[policy] ?? 'unset'}`);
}

/** Switches that refuse a deletion: [property, value that protects]. */
const SWITCHES: ReadonlyArray<readonly [string, unknown]> = [
  ['DeletionProtection', true],
  ['DeletionProtectionEnabled', true],
  ['DeletionProtection', 'ACTIVE'],
];

function switchedOff(old: Resource, young: Resource): string[] {
  return SWITCHES.filter(([name, on]) => {
    const [from, to] = [valueAt(old.Properties, name), valueAt(young.Properties, name)];
    return same(from, on) && !same(to, on);
  }).map(([name]) => `${name} ${show(valueAt(old.Properties, name))} → ${show(valueAt(young.Properties, name))}`);
}

function unprotectedReplicas(old: Resource, young: Resource): string[] {
  return listAt(old.Properties, 'Replicas').flatMap((replica) => {
    const region = valueAt(replica, 'Region');
    const now = listAt(young.Properties, 'Replicas').find((other) => same(valueAt(other, 'Region'), region));
    const gone = same(valueAt(replica, 'DeletionProtectionEnabled'), true) && now !== undefined;
    return gone && !same(valueAt(now, 'DeletionProtectionEnabled'), true)
      ? [
          `DeletionProtectionEnabled in ${typeof region === 'string' ? region : show(region)} true → ${show(valueAt(now, 'DeletionProtectionEnabled'))}`,
        ]
      : [];
  });
}

export const protectionWeakened: Rule = {
  id: 'protection-weakened',
  mechanism: 'less-protected',
  severities: ['caution'],
  summary: 'A deletion policy is weakened or a deletion protection turned off, so that a later step can delete data.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html',
  check: (context) =>
    allResources(context.to).flatMap(({ stack, logicalId, resource }) => {
      const old = own(context.from.stacks.find(({ id }) => id === stack.id)?.template.Resources, logicalId);
      const holds = old && durabilityOf(old.Type, old) !== 'stateless';
      if (!old || !holds || old.Type !== resource.Type) return [];
      const weaker = [
        ...weakerPolicies(old, resource),
        ...switchedOff(old, resource),
        ...unprotectedReplicas(old, resource),
      ];
      if (weaker.length === 0) return [];
      return [
        {
          severity: 'caution',
          stack: stack.id,
          logicalId,
          message: `${resource.Type} ${logicalId} is less protected: ${weaker.join(', ')}`,
          remedy:
            'Keep data retained and protected; take protection off by hand, at the moment when something is meant to go.',
        },
      ];
    }),
};
