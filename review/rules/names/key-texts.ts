import { Collision } from '../../keys/collisions';
import { Holding } from '../../keys/holdings';
import { show } from '../support';

/** A key with its values, and why there can be only one. */
export function keyText({ shown, key, type }: Holding): string {
  const values = shown.map(([path, value]) => `${path} ${show(value)}`).join(', ');
  const why = key.because === undefined ? '' : ` (${key.because})`;
  return `${values === '' ? `the place of the one ${type}` : values}${why}`;
}

export function placeOf({ stack, logicalId }: Holding): string {
  return `${stack.id}/${logicalId}`;
}

/** How a resource that only changed its construct's path is kept. */
export function keepLogicalId({ change, stack, holder }: Collision): string {
  return stack === holder.stack.id
    ? `Keep the logical ID: \`overrideLogicalId('${holder.logicalId}')\` on the construct at ${change.path}, or \`cdk refactor\`, which tells CloudFormation that it is the same resource.`
    : `Keep it in ${holder.stack.id}, or move it with \`cdk refactor\`, which tells CloudFormation that it is the same resource.`;
}
