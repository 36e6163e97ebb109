import { Rule, RuleContext, RuleFinding } from '../../model';
import {
  after,
  before,
  changesOfType,
  describe,
  isUpdate,
  Located,
  Placed,
  resolve,
  resourcesOf,
  valueAt,
} from '../support';
import { familyOf } from './parameter-group-family';

const CLUSTER = 'AWS::RDS::DBCluster';

/** The instances of a cluster before the step that have a parameter group of their own. */
function withGroup(context: RuleContext, { stack, change }: Located): Placed[] {
  return resourcesOf(context.from, 'AWS::RDS::DBInstance').filter((instance) => {
    const { Properties: set } = instance.resource;
    const cluster = resolve(context.from, instance.stack, valueAt(set, 'DBClusterIdentifier'));
    if (cluster?.logicalId !== change.logicalId || cluster.stack.id !== context.stackBefore(stack)?.id) return false;
    const group = valueAt(set, 'DBParameterGroupName');
    return group !== undefined && !(typeof group === 'string' && group.startsWith('default.'));
  });
}

function find(context: RuleContext, located: Located): RuleFinding[] {
  const [old, young] = [before(context, located)?.Properties, after(context, located)?.Properties];
  const [was, is] = [old, young].map((set) => familyOf(CLUSTER, valueAt(set, 'Engine'), valueAt(set, 'EngineVersion')));
  if (was === undefined || is === undefined || was === is) return [];
  if (valueAt(young, 'DBInstanceParameterGroupName') !== undefined) return [];
  const instances = withGroup(context, located);
  if (instances.length === 0) return [];
  return [
    {
      severity: 'hazard',
      stack: located.stack,
      logicalId: located.change.logicalId,
      message: `${describe(located.change)} is refused: it goes from ${was} to ${is}, its instances have a parameter group of their own (${instances.map(({ logicalId }) => logicalId).join(', ')}), and the cluster names no DBInstanceParameterGroupName for the upgrade`,
      remedy: `Set DBInstanceParameterGroupName of the cluster to a group of the family ${is} (in the CDK by addPropertyOverride), which exists before this step or comes with it.`,
    },
  ];
}

export const auroraInstanceGroup: Rule = {
  id: 'aurora-instance-group',
  mechanism: 'refused',
  severities: ['hazard'],
  summary:
    'An Aurora cluster goes to another major version, its instances have a parameter group of their own, and the cluster names none for them.',
  source: 'https://github.com/aws/aws-cdk/issues/26072',
  check: (context) =>
    changesOfType(context, CLUSTER)
      .filter(isUpdate)
      .flatMap((located) => find(context, located)),
};
