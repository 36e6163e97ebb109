import { isCustom } from '../../compare/property-changes';
import { Resource, Rule, RuleContext, RuleFinding } from '../../model';
import { after, before, changesOf, Located } from '../support';
import { providerOf } from './providers';
import { caution, CustomResourceEvent, Outcome } from './providers/provider';

const VERB: Readonly<Record<string, string>> = {
  create: 'is created',
  update: 'is updated',
  replace: 'is replaced',
  destroy: 'is deleted',
  move: 'moves',
};

const REQUEST: Readonly<Record<string, CustomResourceEvent['request']>> = {
  create: 'create',
  update: 'update',
  replace: 'update',
  destroy: 'delete',
  move: 'delete',
};

/** Where the code answers with another physical ID, CloudFormation asks it to delete the old one. */
const RENEWS = ['update', 'replace'];

/** Code that nobody read may do anything. */
function unknown({ change }: Located): Outcome {
  const names = change.properties.map(({ name }) => name);
  return caution(
    `${VERB[change.action]}${names.length > 0 ? ` (${names.join(', ')})` : ''}: its code decides what is done${RENEWS.includes(change.action) ? ', and a new physical ID makes CloudFormation delete the old one' : ''}`,
    'Read the code behind its service token for what it does on this event.',
  );
}

function outcomes(context: RuleContext, located: Located): Outcome[] {
  const request = REQUEST[located.change.action];
  // What stays behind, and what changes by its policies alone, calls no code.
  const called =
    located.change.action !== 'update' || located.change.properties.some(({ name }) => !POLICIES.includes(name));
  if (request === undefined || !called) return [];
  // Where the token changes, CloudFormation refuses before any code is called.
  if (located.change.properties.some(({ refused }) => refused !== undefined)) return [];
  const properties = (resource: Resource | undefined) => resource?.Properties ?? {};
  const event: CustomResourceEvent = {
    context,
    located,
    request,
    old: request === 'create' ? {} : properties(before(context, located)),
    young: request === 'delete' ? {} : properties(after(context, located)),
  };
  return providerOf(event)?.judge(event) ?? [unknown(located)];
}

const POLICIES = ['DeletionPolicy', 'UpdateReplacePolicy', 'Condition'];

export const customResource: Rule = {
  id: 'custom-resource',
  mechanism: 'unknown',
  severities: ['hazard', 'caution'],
  summary:
    'A custom resource changes: for those that the CDK ships, what their handlers do with the values before and after (a hazard where data goes or the handler refuses); for others, that their code decides.',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html',
  check: (context) =>
    changesOf(context)
      .filter(({ change }) => isCustom(change.type))
      .flatMap((located) =>
        outcomes(context, located).map(({ severity, what, remedy }): RuleFinding => ({
          severity,
          // A hazard is one whose handler is known.
          mechanism: severity === 'hazard' ? 'lost' : 'unknown',
          stack: located.stack,
          logicalId: located.change.logicalId,
          message: `The custom resource ${located.change.type} ${located.change.path} ${what}`,
          remedy,
        })),
      ),
};
