import { AssemblyStack, Resource, RuleContext } from '../../model';
import { isObject, own } from '../../read/unreadable';
import { inService, Service } from '../../types/in-service';
import { before, listAt, Located, references } from '../support';

/** What gives a security group to instances that are launched later, and leaves it on those that run. */
const LAUNCHES = ['AWS::EC2::LaunchTemplate', 'AWS::AutoScaling::LaunchConfiguration', 'AWS::EC2::SpotFleet'];

/**
 * What others miss when another resource takes this one's place; undefined also where everything that uses it is
 * updated with it. Stacks that import or read it are judged by rules of their own.
 */
export function inServiceOf(context: RuleContext, located: Located): Service | undefined {
  const { type } = located.change;
  if (type === 'AWS::EC2::SecurityGroup' && !isHeldLonger(context, located)) return undefined;
  if (type === 'AWS::CertificateManager::Certificate' && validatesItself(successor(context, located))) return undefined;
  return inService(type);
}

function isHeldLonger(context: RuleContext, { stack, change }: Located): boolean {
  const template = context.stackBefore(stack)?.template;
  const launching = Object.values(template?.Resources ?? {}).filter(({ Type }) => LAUNCHES.includes(Type));
  const told = Object.values(template?.Outputs ?? {}).filter(
    (output) => isObject(output) && output.Export === undefined,
  );
  return [...launching, ...told].some((holder) => references(holder).has(change.logicalId));
}

/** CloudFormation writes the records of a domain whose hosted zone it is told. */
function validatesItself(certificate: Resource | undefined): boolean {
  const options = listAt(certificate?.Properties, 'DomainValidationOptions');
  return options.length > 0 && options.every((option) => isObject(option) && option.HostedZoneId !== undefined);
}

/** The resource that takes the place: under the same logical ID, or where it moves. */
function successor(context: RuleContext, located: Located): Resource | undefined {
  const goal = located.change.movedTo ?? `${located.stack}/${located.change.logicalId}`;
  const at = goal.lastIndexOf('/');
  const stack: AssemblyStack | undefined = context.stackAfter(goal.slice(0, at));
  return own(stack?.template.Resources, goal.slice(at + 1)) ?? before(context, located);
}
