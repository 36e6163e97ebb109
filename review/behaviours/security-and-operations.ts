import { sameValue } from '../compare/values';
import { isObject } from '../read/unreadable';
import { DocumentedBehaviour, inPlace, isUnset, Outcome, refused, replacement, templateReference } from './behaviour';

const POOL_PAGE = templateReference('aws-resource-cognito-userpool');
const POOL_ATTRIBUTES = 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html';

/** Attributes can be added to a user pool; none can be changed or removed. */
function schema(before: unknown, after: unknown): Outcome | undefined {
  const list = (value: unknown) => (value === undefined ? [] : value);
  const [old, young] = [list(before), list(after)];
  if (!Array.isArray(old) || !Array.isArray(young)) return undefined;
  const kept = (attribute: unknown) => young.some((other) => sameValue(attribute, other));
  const lost = old.find((attribute) => !kept(attribute));
  if (lost === undefined) return inPlace('attributes are added');
  const name = isObject(lost) ? String(lost.Name) : 'there';
  return refused(`Cognito does not change or remove the attribute ${name}`);
}

export const SECURITY_AND_OPERATIONS: readonly DocumentedBehaviour[] = [
  {
    type: 'AWS::Cognito::UserPool',
    properties: ['UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration'],
    source: POOL_PAGE,
    decide: () => refused('Cognito takes what users sign in with only when the pool is created'),
  },
  {
    type: 'AWS::Cognito::UserPool',
    properties: ['Schema'],
    source: POOL_ATTRIBUTES,
    decide: ({ before, after }) => schema(before, after),
  },
  {
    type: 'AWS::SES::DedicatedIpPool',
    properties: ['ScalingMode'],
    source: templateReference('aws-resource-ses-dedicatedippool'),
    decide: ({ before, after }) =>
      after === 'MANAGED'
        ? inPlace('the pool is handed to SES')
        : before === 'MANAGED'
          ? refused('a managed pool stays one')
          : undefined,
  },
  {
    type: 'AWS::SSM::Document',
    properties: ['Content', 'Attachments', 'DocumentFormat', 'Requires', 'TargetType', 'VersionName'],
    source: templateReference('aws-resource-ssm-document'),
    decide: ({ resourceAfter }) =>
      resourceAfter.Properties?.UpdateMethod === 'NewVersion'
        ? inPlace('UpdateMethod makes a new version')
        : isUnset(resourceAfter.Properties?.UpdateMethod) || resourceAfter.Properties?.UpdateMethod === 'Replace'
          ? replacement('without UpdateMethod NewVersion the document is replaced')
          : undefined,
  },
];
