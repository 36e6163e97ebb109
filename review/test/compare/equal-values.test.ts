import fc from 'fast-check';
import { review } from '../../review';
import { assembly, resource, reviewStack, StackInput } from '../support';
import { chooser, spelling, surroundings, texts, valueOf } from './spellings';

const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 12 }).map(chooser);

const named = (TableName: unknown): StackInput => ({
  template: surroundings({ Table: resource('AWS::DynamoDB::Table', { TableName }) }),
});

describe('a value and another spelling of it', () => {
  test('are never a change', () => {
    fc.assert(
      fc.property(texts, choices, choices, (parts, one, other) => {
        const found = reviewStack(named(spelling(parts, one)), named(spelling(parts, other)));
        expect(found.stacks).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('and another value is always one', () => {
    fc.assert(
      fc.property(texts, texts, choices, choices, (parts, others, one, other) => {
        fc.pre(valueOf(parts) !== valueOf(others));
        const found = reviewStack(named(spelling(parts, one)), named(spelling(others, other)));
        expect(found.stacks).toMatchObject([
          { changes: [{ logicalId: 'Table', properties: [{ name: 'TableName' }] }] },
        ]);
      }),
      { numRuns: 1000 },
    );
  });
});

const table = (TableName: unknown, more: Partial<StackInput['template']> = {}): StackInput => ({
  template: { Resources: { Table: resource('AWS::DynamoDB::Table', { TableName }) }, ...more },
});
const lookUp = (...more: unknown[]) => ({ 'Fn::FindInMap': ['Names', { Ref: 'Tier' }, 'Table', ...more] });
const tier = (more: object = {}) => ({ Tier: { Type: 'String', Default: 'prod', ...more } });
const map = (rows: object) => ({ Names: rows }) as StackInput['template']['Mappings'];

describe('a value of a map', () => {
  const rows = { prod: { Table: 'orders' }, test: { Table: 'orders-test' } };
  const state = (Mappings: object, value: unknown = lookUp(), parameter = {}) =>
    table(value, { Mappings: map(Mappings), Parameters: tier(parameter) });

  test.each([
    ['a key of another value', { prod: { Table: 'orders', Size: 1 }, test: { Table: 'orders-test', Size: 2 } }],
    ['a row more', { ...rows, dev: { Table: 'orders-dev' } }],
    ['another map', { ...rows, prod: { Table: 'orders', Size: 1 } }],
  ])('is the same where the map gets %s', (_, others) => {
    expect(reviewStack(state(rows), state(others)).stacks).toEqual([]);
  });

  test('is another one where it changes for one of the keys, though not for the default of the parameter', () => {
    const found = reviewStack(state(rows), state({ ...rows, test: { Table: 'other' } }));
    expect(found.findings).toMatchObject([{ rule: 'durable-replaced', severity: 'hazard' }]);
  });

  test('is looked up by the values that a parameter may have', () => {
    const only = { AllowedValues: ['prod'] };
    const found = reviewStack(
      state(rows, lookUp(), only),
      state({ ...rows, test: { Table: 'other' } }, 'orders', only),
    );
    expect(found.stacks).toEqual([]);
  });

  test('is its default where the map has none, so that a row more is another value', () => {
    const value = lookUp({ DefaultValue: 'orders-dev' });
    expect(reviewStack(state(rows, value), state({ ...rows, dev: { Table: 'orders-dev' } }, value)).stacks).toEqual([]);
    expect(reviewStack(state(rows, value), state({ ...rows, dev: { Table: 'x' } }, value)).verdict).toBe('hazard');
    const missing = { 'Fn::FindInMap': ['Names', 'live', 'Table', { DefaultValue: 'orders' }] };
    expect(reviewStack(state(rows, missing), state(rows, 'orders')).stacks).toEqual([]);
  });
});

describe('what only the deployment knows', () => {
  const given = (...names: string[]) => ({
    Parameters: Object.fromEntries(names.map((one) => [one, { Type: 'String' }])),
  });
  const refused = (before: StackInput, after: StackInput) =>
    reviewStack(before, after).findings.map(({ rule, severity }) => `${severity} ${rule}`);

  test('may be the same under a new name of its parameter', () => {
    const [before, after] = [table({ Ref: 'Old' }, given('Old')), table({ 'Fn::Sub': '${New}' }, given('New'))];
    expect(refused(before, after)).toEqual(['caution durable-may-be-replaced']);
  });

  test('is another value by another parameter that was there before', () => {
    const both = given('One', 'Other');
    expect(refused(table({ Ref: 'One' }, both), table({ Ref: 'Other' }, both))).toEqual(['hazard durable-replaced']);
  });

  test('may be the same by another dynamic reference', () => {
    const secret = (name: string) => table(`{{resolve:ssm:/shop/${name}}}-orders`);
    expect(refused(secret('a'), secret('b'))).toEqual(['caution durable-may-be-replaced']);
    expect(refused(secret('a'), secret('a'))).toEqual([]);
    expect(refused(secret('a'), table('b-orders'))).toEqual(['hazard durable-replaced']);
  });

  test('is not the default of an SSM parameter type, which is a name', () => {
    const parameters = { Parameters: { Name: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/shop/name' } } };
    expect(reviewStack(table({ Ref: 'Name' }, parameters), table('/shop/name', parameters)).verdict).toBe('hazard');
  });

  test('decides a condition, also where the parameter has a default', () => {
    const state = (no: string) =>
      table(
        { 'Fn::If': ['Prod', 'orders', no] },
        { Parameters: tier(), Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Tier' }, 'prod'] } } },
      );
    expect(refused(state('test'), state('other'))).toEqual(['hazard durable-replaced']);
    expect(refused(state('orders'), table('orders', state('orders').template && { Parameters: tier() }))).toEqual([]);
  });
});

describe('equal by the types of resources', () => {
  test.each([
    ['a statement and a list of one', { Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: ['*'] } }],
    ['any order', { Statement: [{ Resource: '*', Action: ['s3:Get*'], Effect: 'Allow' }], Version: '2012-10-17' }],
  ])('policies: %s', (_, written) => {
    const Version = '2012-10-17';
    const state = (PolicyDocument: object) => ({ P: resource('AWS::IAM::ManagedPolicy', { PolicyDocument }) });
    const plain = { Version, Statement: [{ Effect: 'Allow', Action: ['s3:Get*'], Resource: '*' }] };
    expect(reviewStack(state(plain), state({ Version, ...written })).stacks).toEqual([]);
    expect(reviewStack(state(plain), state({ Version, Statement: [] })).stacks).toHaveLength(1);
  });

  test('what is encoded, and what encodes it', () => {
    const state = (UserData: unknown) => ({ I: resource('AWS::EC2::Instance', { UserData }) });
    expect(reviewStack(state('aGk='), state({ 'Fn::Base64': { 'Fn::Join': ['', ['h', 'i']] } })).stacks).toEqual([]);
  });

  test('a name that follows from another one, and none that goes round in a circle', () => {
    const state = (name: unknown, other: unknown = 'media') => ({
      A: resource('AWS::S3::Bucket', { BucketName: name }),
      B: resource('AWS::S3::Bucket', { BucketName: other }),
    });
    const copy = { 'Fn::Sub': '${B}-copy' };
    expect(reviewStack(state(copy), state('media-copy')).stacks).toEqual([]);
    expect(reviewStack(state(copy), state('media-copy', 'other')).stacks).toHaveLength(1);
    expect(reviewStack(state(copy, { Ref: 'A' }), state('media-copy', { Ref: 'A' })).verdict).toBe('hazard');
  });

  test('an ARN, and its parts', () => {
    const state = (EventSourceArn: unknown, name?: string) => ({
      Q: resource('AWS::SQS::Queue', name === undefined ? {} : { QueueName: name }),
      B: resource('AWS::S3::Bucket'),
      M: resource('AWS::Lambda::EventSourceMapping', { EventSourceArn }),
    });
    const [queue, bucket] = ['Q', 'B'].map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] }));
    const written = 'arn:aws:sqs:eu-west-1:111111111111:jobs';
    expect(reviewStack(state(queue, 'jobs'), state(written, 'jobs')).stacks).toEqual([]);
    expect(reviewStack(state(queue, 'jobs'), state(`${written}2`, 'jobs')).stacks).toHaveLength(1);
    expect(reviewStack(state(queue), state(written)).stacks).toHaveLength(1);
    expect(reviewStack(state(bucket), state({ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${B}' })).stacks).toEqual([]);
  });

  test('zones and groups in another order, where the specification would replace', () => {
    const state = (...VpcSubnetIds: string[]) => ({ P: resource('AWS::RDS::DBProxy', { VpcSubnetIds }) });
    const [found] = reviewStack(state('a', 'b'), state('b', 'a')).stacks;
    expect(found.changes).toMatchObject([{ action: 'update', properties: [{ effect: 'may-replace' }] }]);
  });
});

describe('what stacks are given', () => {
  test('an environment that one of two states leaves open is that of the other', () => {
    const open = { ...table({ 'Fn::Sub': 'orders-${AWS::AccountId}' }), account: 'unknown-account' };
    expect(reviewStack(open, table('orders-111111111111')).stacks).toEqual([]);
  });

  test('a value that a nested stack is handed', () => {
    const state = (value: unknown, Parameters: object) => ({
      app: { Inner: resource('AWS::CloudFormation::Stack', { Parameters, TemplateURL: 'x' }) },
      'app/Inner': table(value, { Parameters: tier() }),
    });
    const found = review(
      assembly(state({ 'Fn::Sub': 'orders-${Tier}' }, { Tier: 'live' })),
      assembly(state('orders-live', { Tier: 'live' })),
      { from: 'a', to: 'b' },
    );
    expect(found.stacks).toEqual([]);
  });

  test('a template that is nested deeper than any is left as it is', () => {
    const deep = (depth: number): unknown => (depth === 0 ? 'x' : [deep(depth - 1)]);
    expect(reviewStack(table(deep(2000)), table(deep(2000))).stacks).toEqual([]);
  });
});
