import { Construct } from 'constructs';
import { InlineResource } from './inline-resource';

/**
 * Fails an update that replaces a resource. It remembers what the resource was called when it was made, and an update
 * in which that has changed is rolled back by CloudFormation. So growth in place is proven by the account, and not by
 * what a template says: between small and large in one run, and between the snapshot and today's code.
 *
 * @param scope the stack
 * @param name what the resource is called in the message
 * @param identity what a replacement would change: an ARN with a generated name, or an ID
 */
export function staysTheSame(scope: Construct, name: string, identity: string): void {
  new InlineResource(scope, `${name}Stays`, {
    name: 'Stays',
    code: `
  const { Name, Identity } = event.ResourceProperties;
  if (event.RequestType === 'Update' && id !== Identity)
    throw new Error(Name + ' was replaced: ' + id + ' by ' + Identity);
  return id ?? Identity;
`,
    properties: { Name: name, Identity: identity },
  });
}
