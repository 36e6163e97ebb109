import { Resource, RuleContext, Rule, RuleFinding } from '../model';
import { after, before, cause, changesOf, describe, isReplaced, Located, show, typeChanged } from './support';

/** In the `Metadata` of a transient resource: the reason why this change may replace or remove it. */
export const DECLARED_REPLACEABLE = 'cdk-scaling-patterns:may-be-replaced';

/** What is lost, by type; a type that is not here loses what it holds. */
const LOSS: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'the messages in the old queue are lost and producers that hold its URL are refused',
  'AWS::SNS::Topic': 'the topic has another ARN, and subscriptions made elsewhere are lost',
  'AWS::Kinesis::Stream': 'the records in the old stream are lost',
  'AWS::ElastiCache::ReplicationGroup':
    'the new cache is cold, its endpoint is another, and the database takes the whole load until it is warm',
  'AWS::ElastiCache::ServerlessCache':
    'the new cache is cold, its endpoint is another, and the database takes the whole load until it is warm',
  'AWS::ElastiCache::CacheCluster':
    'the new cache is cold, its endpoint is another, and the database takes the whole load until it is warm',
  'AWS::RDS::DBInstance': 'the replica is built anew, under another host name, and reads have no replica until then',
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

/** Replicas and instances of clusters hold nothing of their own: one that goes is a matter of capacity. */
const REPLICAS = ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster', 'AWS::DocDB::DBInstance', 'AWS::Neptune::DBInstance'];

function find(context: RuleContext, located: Located): RuleFinding {
  const { stack, change } = located;
  const old = before(context, located);
  const reason = declared(after(context, located) ?? old);
  const what = typeChanged(change) ? `becomes ${change.type} (was ${change.previousType})` : VERBS[change.action];
  const why = isReplaced(change) && !typeChanged(change) ? `: ${cause(change)}` : '';
  const loss =
    LOSS[typeChanged(change) ? (change.previousType ?? change.type) : change.type] ?? 'what it holds is lost';
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
    severity: REPLICAS.includes(change.type) && !isReplaced(change) ? 'caution' : 'hazard',
    message: `${describe(change)} ${what}${why}; ${loss}`,
    remedy: `Keep the old value or the resource. If the loss is wanted, declare it with a reason in the resource's metadata under ${DECLARED_REPLACEABLE}.`,
  };
}

export const transientReplaced: Rule = {
  id: 'transient-replaced',
  summary:
    'A cache, queue or read replica is replaced or removed; a hazard, unless the change is declared in its metadata.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => change.durability === 'transient' && (change.action in VERBS || typeChanged(change)))
      .map((located) => find(context, located)),
};
