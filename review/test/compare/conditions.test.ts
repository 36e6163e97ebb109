import { Resource, Template } from '../../model';
import { actions, changeOf, resource, reviewStack, StackInput } from '../support';

const REGION = { Ref: 'AWS::Region' };
const STAGE = { Ref: 'Stage' };

function stack(
  resources: Record<string, Resource>,
  conditions: Record<string, unknown> = {},
  more: Partial<Template> = {},
): StackInput {
  return {
    template: {
      Parameters: { Stage: { Type: 'String', Default: 'a' } },
      Conditions: conditions,
      Resources: resources,
      ...more,
    },
  };
}

const table = (Condition?: string) => resource('AWS::DynamoDB::Table', {}, { Condition });
const topic = (Condition?: string) => resource('AWS::SNS::Topic', {}, { Condition });
const equals = (left: unknown, right: unknown) => ({ 'Fn::Equals': [left, right] });

describe('whether a resource exists', () => {
  test('a condition on the Region is decided here', () => {
    const conditions = { Here: equals(REGION, 'eu-west-1'), There: equals(REGION, 'us-east-1') };
    const found = reviewStack(
      stack({ A: table('Here'), B: topic('There') }, conditions),
      stack({ A: table('There'), B: topic('Here') }, conditions),
    );
    expect(actions(found)).toEqual(['destroy A', 'create B']);
    expect(changeOf(found, 'A').conditional).toBeUndefined();
  });

  test.each([
    ['Fn::Not', { 'Fn::Not': [{ Condition: 'There' }] }],
    ['Fn::And', { 'Fn::And': [equals('1', 1), { 'Fn::Not': [{ Condition: 'There' }] }] }],
    ['Fn::Or', { 'Fn::Or': [{ Condition: 'There' }, equals({ Ref: 'AWS::Partition' }, 'aws')] }],
    ['Fn::FindInMap', equals({ 'Fn::FindInMap': ['Map', REGION, 'Is'] }, 'here')],
  ])('%s is decided here as well', (_, condition) => {
    const conditions = { There: equals(REGION, 'us-east-1'), Now: condition };
    const more = { Mappings: { Map: { 'eu-west-1': { Is: 'here' } } } };
    const found = reviewStack(stack({ A: table() }, conditions, more), stack({ A: table('Now') }, conditions, more));
    expect(actions(found)).toEqual([]);
  });

  test('what hangs on a parameter stays as it is while the condition does', () => {
    const conditions = { Maybe: equals(STAGE, 'big') };
    expect(
      reviewStack(stack({ A: table('Maybe') }, conditions), stack({ A: table('Maybe') }, conditions)).stacks,
    ).toEqual([]);
  });

  test.each([
    ['a condition is put on it', undefined, equals(STAGE, 'big'), equals(STAGE, 'big')],
    ['its condition is written anew', 'Maybe', equals(STAGE, 'big'), equals(STAGE, 'bigger')],
  ])('it is taken to vanish where %s that only the deployment decides', (_, name, before, after) => {
    const found = reviewStack(
      stack({ A: table(name) }, { Maybe: before }),
      stack({ A: table('Maybe') }, { Maybe: after }),
    );
    expect(changeOf(found, 'A')).toMatchObject({
      action: 'destroy',
      conditional: true,
      properties: [{ name: 'Condition', before: name, after: 'Maybe', effect: 'unknown' }],
    });
    expect(found.verdict).toBe('hazard');
  });

  test('it is taken to vanish where the default of the parameter changes', () => {
    const state = (Default: string) =>
      stack(
        { A: table('Maybe') },
        { Maybe: equals(STAGE, 'big') },
        { Parameters: { Stage: { Type: 'String', Default } } },
      );
    expect(changeOf(reviewStack(state('big'), state('small')), 'A')).toMatchObject({
      action: 'destroy',
      conditional: true,
    });
  });

  test('a condition that is taken away leaves it', () => {
    const conditions = { Maybe: equals(STAGE, 'big') };
    const found = reviewStack(stack({ A: table('Maybe') }, conditions), stack({ A: table() }, conditions));
    expect(changeOf(found, 'A')).toMatchObject({
      action: 'update',
      properties: [{ name: 'Condition', effect: 'in-place' }],
    });
    expect(found.verdict).toBe('safe');
  });

  test('a condition that refers to itself does not hang the review', () => {
    const conditions = { Maybe: { 'Fn::Not': [{ Condition: 'Maybe' }] } };
    expect(
      reviewStack(stack({ A: table('Maybe') }, conditions), stack({ A: table('Maybe') }, conditions)).stacks,
    ).toEqual([]);
  });
});

describe('values', () => {
  const bucket = (name: unknown) => ({ A: resource('AWS::S3::Bucket', { BucketName: name }) });
  const choice = (condition: string) => bucket({ 'Fn::If': [condition, 'one', 'two'] });

  test('Fn::If of a condition that is decided here is the branch that it takes', () => {
    const conditions = { Here: equals(REGION, 'eu-west-1') };
    expect(reviewStack(stack(bucket('one'), conditions), stack(choice('Here'), conditions)).stacks).toEqual([]);
    const found = reviewStack(stack(bucket('two'), conditions), stack(choice('Here'), conditions));
    expect(changeOf(found, 'A')).toMatchObject({ action: 'replace', properties: [{ before: 'two', after: 'one' }] });
  });

  test('a condition that is written anew changes each value that hangs on it', () => {
    const found = reviewStack(
      stack(choice('Maybe'), { Maybe: equals(STAGE, 'x') }),
      stack(choice('Maybe'), { Maybe: equals(STAGE, 'y') }),
    );
    expect(changeOf(found, 'A').action).toBe('replace');
  });

  test('a mapping that changes changes each value that is looked up in it', () => {
    const mapped = bucket({ 'Fn::FindInMap': ['Names', { Ref: 'Stage' }, 'Bucket'] });
    const state = (name: string) => stack(mapped, {}, { Mappings: { Names: { a: { Bucket: name } } } });
    expect(changeOf(reviewStack(state('one'), state('two')), 'A').action).toBe('replace');
    expect(reviewStack(state('one'), state('one')).stacks).toEqual([]);
  });
});

describe('what cannot be seen through', () => {
  const loop = (type: string, names: string[]) => ({
    'Fn::ForEach::All': { Type: 'Fn::ForEach', Properties: { Loop: ['Name', names, { 'R${Name}': { Type: type } }] } },
  });

  test('a loop over something durable that changes is taken to lose it', () => {
    const found = reviewStack(loop('AWS::DynamoDB::Table', ['A', 'B']), loop('AWS::DynamoDB::Table', ['A']));
    expect(changeOf(found, 'Fn::ForEach::All')).toMatchObject({
      action: 'replace',
      durability: 'durable',
      unknownType: true,
      conditional: true,
    });
    expect(found.verdict).toBe('hazard');
  });

  test('a loop over something stateless that changes is a caution', () => {
    const found = reviewStack(loop('AWS::SNS::TopicPolicy', ['A', 'B']), loop('AWS::SNS::TopicPolicy', ['A']));
    expect(changeOf(found, 'Fn::ForEach::All')).toMatchObject({
      action: 'update',
      properties: [{ effect: 'unknown' }],
    });
    expect(found.findings.map(({ severity }) => severity)).toEqual(['caution']);
  });
});
