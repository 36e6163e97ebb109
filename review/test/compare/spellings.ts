import fc from 'fast-check';
import { Template } from '../../model';
import { resource } from '../support';

/** One part of a text: what it comes to, and how templates write it. */
interface Part {
  /** What it comes to in a deployment; angle brackets stand for what only that decides. */
  readonly value: string;
  /** Each way to write it as a value of its own. */
  readonly written: readonly unknown[];
  /** Each way to write it within `Fn::Sub`. */
  readonly inText: readonly string[];
}

const literal = (text: string): Part => ({
  value: text,
  written: [text, { 'Fn::Join': ['', [text]] }, { 'Fn::Select': [1, ['other', text]] }],
  inText: [text.replaceAll('${', '${!')],
});

const PARTS: readonly Part[] = [
  { value: 'eu-west-1', written: ['eu-west-1', { Ref: 'AWS::Region' }], inText: ['eu-west-1', '${AWS::Region}'] },
  { value: '111111111111', written: ['111111111111', { Ref: 'AWS::AccountId' }], inText: ['${AWS::AccountId}'] },
  { value: 'app', written: ['app', { Ref: 'AWS::StackName' }], inText: ['${AWS::StackName}'] },
  { value: 'aws', written: ['aws', { Ref: 'AWS::Partition' }], inText: ['${AWS::Partition}'] },
  { value: 'prod', written: ['prod', { Ref: 'Tier' }], inText: ['${Tier}', 'prod'] },
  { value: '7', written: [7, '7', { Ref: 'Count' }], inText: ['${Count}', '7'] },
  {
    value: 'media',
    written: ['media', { 'Fn::FindInMap': ['Names', { Ref: 'AWS::Region' }, 'Media'] }, { Ref: 'Media' }],
    inText: ['${Media}'],
  },
  {
    value: 'same',
    written: ['same', { 'Fn::FindInMap': ['Names', { Ref: 'Open' }, 'Equal'] }],
    inText: ['same'],
  },
  { value: '<vpc>', written: [{ Ref: 'Vpc' }, { 'Fn::GetAtt': ['Vpc', 'VpcId'] }], inText: ['${Vpc}', '${Vpc.VpcId}'] },
  { value: '<group>', written: [{ 'Fn::GetAtt': 'Group.GroupId' }, { Ref: 'Group' }], inText: ['${Group.Id}'] },
  { value: '<open>', written: [{ Ref: 'Open' }], inText: ['${Open}'] },
  { value: '<stack>', written: [{ Ref: 'AWS::StackId' }], inText: ['${AWS::StackId}'] },
];

/** What the spellings refer to. */
export const surroundings = (resources: Template['Resources']): Template => ({
  Parameters: {
    Tier: { Type: 'String', Default: 'prod' },
    Count: { Type: 'Number', Default: 7 },
    Open: { Type: 'String', AllowedValues: ['eu-west-1', 'us-east-1'] },
  },
  Mappings: {
    Names: {
      'eu-west-1': { Media: 'media', Equal: 'same' },
      'us-east-1': { Media: 'else', Equal: 'same' },
      'ap-south-1': { Media: 'else', Equal: 'another' },
    },
  },
  Conditions: { Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] } },
  Resources: {
    Vpc: resource('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }),
    Group: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'web' }),
    Media: resource('AWS::S3::Bucket', { BucketName: 'media' }),
    ...resources,
  },
});

/** A text by its parts. */
export const texts = fc.array(
  fc.oneof(fc.constantFrom(...PARTS), fc.stringMatching(/^[a-z.-]{1,4}(\$\{x\})?$/).map(literal)),
  { minLength: 1, maxLength: 5 },
);

export const valueOf = (parts: readonly Part[]): string => parts.map(({ value }) => value).join('');

/** Takes one of several by the next of some numbers. */
export type Choose = <T>(options: readonly T[]) => T;

export function chooser(numbers: readonly number[]): Choose {
  let next = 0;
  return (options) => options[numbers[next++ % numbers.length] % options.length];
}

/** One of the ways in which a template writes a text. */
export function spelling(parts: readonly Part[], choose: Choose): unknown {
  const form = choose([asJoin, asSub, asSubWithVariables, asNested])(parts, choose);
  return choose([
    form,
    { 'Fn::If': ['Here', form, 'not here'] },
    { 'Fn::Select': ['0', [form, 'second']] },
    { 'Fn::Join': ['|', { 'Fn::Split': ['|', form] }] },
  ]);
}

type Spell = (parts: readonly Part[], choose: Choose) => unknown;

const asJoin: Spell = (parts, choose) => ({ 'Fn::Join': ['', parts.map(({ written }) => choose(written))] });

const asSub: Spell = (parts, choose) => ({ 'Fn::Sub': parts.map(({ inText }) => choose(inText)).join('') });

const asSubWithVariables: Spell = (parts, choose) => ({
  'Fn::Sub': [
    parts.map((_, i) => `\${V${i}}`).join(''),
    Object.fromEntries(parts.map(({ written }, i) => [`V${i}`, choose(written)])),
  ],
});

const asNested: Spell = (parts, choose) => {
  const cut = choose(parts.map((_, i) => i));
  const halves = [parts.slice(0, cut), parts.slice(cut)].map((half) => choose([asJoin, asSub])(half, choose));
  return { 'Fn::Join': ['', halves] };
};
