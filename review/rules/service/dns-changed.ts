import { Resource, Rule, RuleContext, RuleFinding } from '../../model';
import {
  before,
  changed,
  changesOfType,
  describe,
  isUpdate,
  Located,
  propertyChange,
  resourcesOf,
  same,
  show,
} from '../support';

const RECORD = 'AWS::Route53::RecordSet';
/** What clients look up; others are read by machines that check something. */
const LOOKED_UP = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'SRV'];

/** A delegation that points to other name servers. */
function delegations(context: RuleContext): RuleFinding[] {
  return changesOfType(context, RECORD)
    .filter((located) => isUpdate(located) && before(context, located)?.Properties?.Type === 'NS')
    .flatMap((located): RuleFinding[] => {
      const records = propertyChange(located.change, 'ResourceRecords');
      if (!records) return [];
      return [
        {
          ...at(located),
          severity: 'caution',
          message: `${describe(located.change)} delegates to other name servers: ${changed(records)}; resolvers ask the old ones until the records that they hold expire, which takes up to two days`,
          remedy: 'Keep both zones equal until then, and lower the TTL of the records in a step before.',
        },
      ];
    });
}

const named = ({ Properties: set }: Resource, other: Resource): boolean =>
  same(set?.Name, other.Properties?.Name) && same(set?.Type, other.Properties?.Type);

/** A name that goes, and that no other record of the app has. */
function gone(context: RuleContext): RuleFinding[] {
  return changesOfType(context, RECORD)
    .filter(({ change }) => change.action === 'destroy')
    .flatMap((located): RuleFinding[] => {
      const old = before(context, located);
      const type = String(old?.Properties?.Type);
      // Names that begin so are for validation.
      if (!old || !LOOKED_UP.includes(type) || String(old.Properties?.Name).startsWith('_')) return [];
      if (resourcesOf(context.to, RECORD).some(({ resource }) => named(old, resource))) return [];
      return [
        {
          ...at(located),
          severity: 'caution',
          message: `${describe(located.change)} is removed: the name ${show(old.Properties?.Name)} (${type}) is not resolved any more`,
          remedy: 'Move its clients to another name first, and look at the query log of the zone.',
        },
      ];
    });
}

const at = ({ stack, change }: Located) => ({ stack, logicalId: change.logicalId });

export const dnsChanged: Rule = {
  id: 'dns-changed',
  mechanism: 'address-changed',
  severities: ['caution'],
  summary: 'A record that clients look up is removed, or a delegation goes to other name servers.',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/migrate-dns-domain-in-use.html',
  check: (context) => [...delegations(context), ...gone(context)],
};
