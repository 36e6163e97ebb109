import { isRefused } from '../../keys/collisions';
import { Resource, RuleContext, Rule, RuleFinding } from '../../model';
import { own } from '../../read/unreadable';
import {
  after,
  before,
  cause,
  changesOf,
  condition,
  describe,
  isReplaced,
  keepIdentity,
  Located,
  show,
  typeChanged,
} from '../support';

/** In the `Metadata` of a transient resource: the reason why this change may replace or remove it. */
export const DECLARED_REPLACEABLE = 'cdk-scaling-patterns:may-be-replaced';

interface Loss {
  /** When another one takes its place. */
  readonly replaced: string;
  /** When it goes without one. */
  readonly gone: string;
}

const CACHE: Loss = {
  replaced: 'the new cache is cold, its endpoint is another, and the database takes the whole load until it is warm',
  gone: 'the database takes the load that it kept away',
};
const REPLICA: Loss = {
  replaced: 'it is built anew under another host name, and reads are without it until then',
  gone: 'reads and failover are without it',
};

/** What is lost, by type; with a type that is not here, what it holds. */
const LOSSES: Readonly<Record<string, Loss>> = {
  'AWS::SQS::Queue': {
    replaced: 'the messages in the old queue are lost, and producers that hold its URL are refused',
    gone: 'the messages in it are lost',
  },
  'AWS::SNS::Topic': {
    replaced: 'the topic has another ARN, and subscriptions made elsewhere are lost',
    gone: 'its subscriptions are lost, and publishers are refused',
  },
  'AWS::ElastiCache::ReplicationGroup': CACHE,
  'AWS::ElastiCache::GlobalReplicationGroup': CACHE,
  'AWS::ElastiCache::ServerlessCache': CACHE,
  'AWS::ElastiCache::CacheCluster': CACHE,
  'AWS::DAX::Cluster': CACHE,
  'AWS::RDS::DBInstance': REPLICA,
  'AWS::RDS::DBCluster': REPLICA,
  'AWS::DocDB::DBInstance': REPLICA,
  'AWS::Neptune::DBInstance': REPLICA,
};

const VERBS: Partial<Record<string, string>> = {
  replace: 'is replaced',
  destroy: 'is deleted',
  orphan: 'leaves the stack',
  move: 'moves',
};

/** The reason in the template, in the target state or, for what goes, in the state before. */
function declared(resource: Resource | undefined): string | undefined {
  const reason = resource?.Metadata?.[DECLARED_REPLACEABLE];
  return typeof reason === 'string' && reason.trim() !== '' ? reason : undefined;
}

function find(context: RuleContext, located: Located): RuleFinding {
  const { stack, change } = located;
  const old = before(context, located);
  const reason = declared(after(context, located) ?? old);
  const what = VERBS[change.action];
  const why = isReplaced(change) ? `: ${cause(change)}` : '';
  const where = change.movedTo === undefined ? '' : ` to ${change.movedTo}, where it begins empty`;
  const lost = own(LOSSES, change.type);
  const loss = (isReplaced(change) ? lost?.replaced : lost?.gone) ?? 'what it holds is lost';
  const base = { stack, logicalId: change.logicalId };
  if (reason !== undefined) {
    return {
      ...base,
      severity: 'note',
      message: `${describe(change)} ${what}${why}. Declared: ${show(reason)}`,
      remedy: 'Nothing to do; the change is declared.',
    };
  }
  return {
    ...base,
    // Without a replica or an instance of a cluster nothing is lost but capacity.
    severity: lost === REPLICA && !isReplaced(change) ? 'caution' : 'hazard',
    message: `${describe(change)} ${what}${where}${condition(change)}${why}; ${loss}`,
    remedy: `${change.movedTo === undefined ? '' : `${keepIdentity(located)} `}Keep the old value or the resource. If the loss is wanted, declare it with a reason in the resource's metadata under ${DECLARED_REPLACEABLE}.`,
  };
}

export const transientReplaced: Rule = {
  id: 'transient-replaced',
  mechanism: 'lost',
  severities: ['hazard', 'caution', 'note'],
  summary:
    'A cache, queue or read replica is replaced or removed; a hazard, unless the change is declared in its metadata.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'transient' && change.action in VERBS && !typeChanged(change))
      .filter((located) => !isRefused(context, located))
      .map((located) => find(context, located)),
};
