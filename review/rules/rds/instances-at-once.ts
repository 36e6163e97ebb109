import { Rule, RuleContext, RuleFinding } from '../../model';
import { after, changesOfType, isUpdate, Located, propertyChange, resolve, resourcesOf, valueAt } from '../support';

const TYPES = ['AWS::RDS::DBInstance', 'AWS::Neptune::DBInstance', 'AWS::DocDB::DBInstance'];
/** What an instance belongs to, by the property that says so. */
const WHOLES = ['DBClusterIdentifier', 'SourceDBInstanceIdentifier'];

const changesClass = ({ change }: Located): boolean => {
  const property = propertyChange(change, 'DBInstanceClass');
  return property?.before !== undefined && property.after !== undefined;
};

/** The cluster or source that an instance belongs to after the step, as `stack/logicalId`. */
function wholeOf(context: RuleContext, stack: string, properties: unknown): string | undefined {
  const holder = context.stackAfter(stack);
  for (const name of WHOLES) {
    const whole = holder && resolve(context.to, holder, valueAt(properties, name));
    if (whole) return `${whole.stack.id}/${whole.logicalId}`;
  }
  return undefined;
}

function find(context: RuleContext): RuleFinding[] {
  const changing = new Map<string, Located[]>();
  for (const located of changesOfType(context, ...TYPES)
    .filter(isUpdate)
    .filter(changesClass)) {
    const whole = wholeOf(context, located.stack, after(context, located)?.Properties);
    if (whole) changing.set(whole, [...(changing.get(whole) ?? []), located]);
  }
  return [...changing].flatMap(([whole, members]) => {
    const all = resourcesOf(context.to, ...TYPES).filter(
      ({ stack, resource }) => wholeOf(context, stack.id, resource.Properties) === whole,
    );
    // One that is new is there only later, and one that stays as it is serves meanwhile.
    const known = all.filter(({ stack, logicalId }) => context.stackBefore(stack.id)?.template.Resources[logicalId]);
    return known.length > members.length || oneByOne(context, members) ? [] : [finding(whole, members)];
  });
}

/** Whether some wait for others: by DependsOn, CloudFormation does one after the other. */
function oneByOne(context: RuleContext, members: readonly Located[]): boolean {
  const names = members.map(({ change }) => change.logicalId);
  return members.some((located) =>
    [after(context, located)?.DependsOn ?? []].flat().some((one) => names.includes(one)),
  );
}

function finding(whole: string, members: readonly Located[]): RuleFinding {
  const names = members.map(({ change }) => change.logicalId).join(', ');
  const [{ stack, change }] = members;
  return {
    severity: 'caution',
    stack,
    logicalId: change.logicalId,
    message: `Every instance of ${whole} (${names}) changes its class in one update: CloudFormation does them at once, and for minutes none of them answers`,
    remedy: 'Change one instance a step, or add one of the new class first.',
  };
}

export const instancesAtOnce: Rule = {
  id: 'instances-at-once',
  mechanism: 'down',
  severities: ['caution'],
  summary:
    'Every instance of a database cluster, or every read replica of a database, changes its class in one update.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html',
  check: find,
};
