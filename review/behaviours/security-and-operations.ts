import { sameValue } from '../compare/values';
import { isObject } from '../read/unreadable';
import {
  DocumentedBehaviour,
  inPlace,
  isTrue,
  isUnset,
  Outcome,
  refused,
  replacement,
  templateReference,
} from './behaviour';

const POOL_PAGE = templateReference('aws-resource-cognito-userpool');
const POOL_ATTRIBUTES = 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html';

/** What every pool has, whether its schema names it or not. */
const STANDARD = new Set(
  'address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number phone_number_verified picture preferred_username profile sub updated_at website zoneinfo'.split(
    ' ',
  ),
);

/** Custom attributes can be added to a user pool, none of them required; none can be changed or removed. */
function schema(before: unknown, after: unknown): Outcome | undefined {
  const list = (value: unknown) => (value === undefined ? [] : value);
  const [old, young] = [list(before), list(after)];
  if (!Array.isArray(old) || !Array.isArray(young)) return undefined;
  const within = (some: unknown[], attribute: unknown) => some.some((other) => sameValue(attribute, other));
  const lost = old.find((attribute) => !within(young, attribute));
  if (lost !== undefined) return refused(`Cognito does not change or remove the attribute ${nameOf(lost)}`);
  const fixed = young.filter((one) => !within(old, one)).find((one) => isObject(one) && isFixed(one));
  return fixed === undefined
    ? inPlace('attributes are added')
    : refused(
        `what a pool requires of ${nameOf(fixed)}, and whether it can change, is decided when the pool is created`,
      );
}

const nameOf = (attribute: unknown): string => (isObject(attribute) ? String(attribute.Name) : 'there');

const isFixed = ({ Name, Required, Mutable }: Record<string, unknown>): boolean =>
  isTrue(Required) || (STANDARD.has(String(Name)) && (Mutable === false || Mutable === 'false'));

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
