import { collisionsOf, isRefused } from '../../keys/collisions';
import { Rule, RuleContext } from '../../model';
import { inService } from '../../types/in-service';
import { before, changesOf, condition, describe, Located, references } from '../support';
import { isKeptWhileInUse, wholesOf } from './protected-removal';

/** A default route is what lets tasks pull images and call out. */
const ALSO = ['AWS::EC2::Route', 'AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'];

const GONE = ['destroy', 'orphan'];
const LEAVES = [...GONE, 'move'];

/** What is a part of something that leaves in the same step: that one is named. */
function goesWithItsWhole(context: RuleContext, located: Located): boolean {
  const old = before(context, located);
  const changes = context.stacks.find(({ name }) => name === located.stack)?.changes ?? [];
  const leaving = new Set(changes.filter(({ action }) => LEAVES.includes(action)).map(({ logicalId }) => logicalId));
  return old !== undefined && [...references(wholesOf(old))].some((id) => leaving.has(id));
}

/** What stays, because the one that would take its key is refused. */
function staysByRefusal(context: RuleContext): ReadonlySet<string> {
  const refused = collisionsOf(context).filter((collision) => isRefused(context, collision));
  return new Set(refused.map(({ holder }) => `${holder.stack.id}/${holder.logicalId}`));
}

export const inServiceRemoved: Rule = {
  id: 'in-service-removed',
  mechanism: 'down',
  severities: ['caution'],
  summary:
    'A stateless resource that carries traffic is removed, unless it is a part of another that goes too, or of a type that its service does not delete while it is used.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html',
  check: (context) => {
    const staying = staysByRefusal(context);
    return changesOf(context)
      .filter(
        ({ change }) =>
          change.durability === 'stateless' &&
          GONE.includes(change.action) &&
          !isKeptWhileInUse(change.type) &&
          (inService(change.type) !== undefined || ALSO.includes(change.type)),
      )
      .filter(({ stack, change }) => !staying.has(`${stack}/${change.logicalId}`))
      .filter((located) => !goesWithItsWhole(context, located))
      .map(({ stack, change }) => ({
        severity: 'caution',
        stack,
        logicalId: change.logicalId,
        message: `${describe(change)} is removed${condition(change)}`,
        remedy: 'Make sure that no traffic passes through it any more, and remove it in a step of its own.',
      }));
  },
};
