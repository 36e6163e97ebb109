import { Resource } from '../../model';
import { actions, changeOf, changesIn, effectOf, resource, reviewStack } from '../support';

const queue = (properties?: Record<string, unknown>, more?: Partial<Resource>) =>
  resource('AWS::SQS::Queue', properties, more);
const bucket = (properties?: Record<string, unknown>, more?: Partial<Resource>) =>
  resource('AWS::S3::Bucket', properties, more);

describe('actions', () => {
  test('equal stacks are left out, and safe', () => {
    const found = reviewStack({ Queue: queue({ DelaySeconds: 5 }) }, { Queue: queue({ DelaySeconds: 5 }) });
    expect(found).toEqual({ from: 'before', to: 'after', verdict: 'safe', stacks: [], findings: [] });
  });

  test('a resource is created, updated, replaced, destroyed', () => {
    const found = reviewStack(
      { Updated: queue({ DelaySeconds: 1 }), Replaced: queue({ FifoQueue: false }), Gone: queue({ FifoQueue: true }) },
      { Updated: queue({ DelaySeconds: 2 }), Replaced: queue({ FifoQueue: true }), New: queue() },
    );
    expect(actions(found)).toEqual(['destroy Gone', 'create New', 'replace Replaced', 'update Updated']);
    expect(changeOf(found, 'Updated').properties).toEqual([
      {
        name: 'DelaySeconds',
        before: 1,
        after: 2,
        effect: 'in-place',
        source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html',
      },
    ]);
  });

  test.each([
    ['Retain', 'orphan'],
    ['RetainExceptOnCreate', 'orphan'],
    ['Snapshot', 'destroy'],
    ['Delete', 'destroy'],
    [undefined, 'destroy'],
  ])('removing a resource with DeletionPolicy %s is: %s', (DeletionPolicy, action) => {
    const found = reviewStack({ Data: bucket({}, { DeletionPolicy }), Other: queue() }, { Other: queue() });
    expect(changeOf(found, 'Data')).toMatchObject({ action, durability: 'durable' });
    expect(found.verdict).toBe('hazard');
  });

  test('it is the deployed policy that decides, not the one that goes with the resource', () => {
    const found = reviewStack({ Data: bucket(), Other: queue() }, { Other: queue({}, { DeletionPolicy: 'Retain' }) });
    expect(changeOf(found, 'Data').action).toBe('destroy');
  });

  test('a replacement stays one though the old resource is retained', () => {
    const found = reviewStack(
      { Data: bucket({ BucketName: 'a' }, { UpdateReplacePolicy: 'Retain' }) },
      { Data: bucket({ BucketName: 'b' }, { UpdateReplacePolicy: 'Retain' }) },
    );
    expect(changeOf(found, 'Data').action).toBe('replace');
  });

  test('another type under the same logical ID loses what was there', () => {
    const found = reviewStack({ Table: resource('AWS::DynamoDB::Table') }, { Table: queue() });
    expect(changeOf(found, 'Table')).toMatchObject({
      action: 'replace',
      type: 'AWS::SQS::Queue',
      previousType: 'AWS::DynamoDB::Table',
      durability: 'durable',
    });
    expect(found.verdict).toBe('hazard');
  });

  test('paths come from the metadata, or are the logical ID', () => {
    const found = reviewStack(
      {},
      { Queue: queue({}, { Metadata: { 'aws:cdk:path': 'App/Queue/Resource' } }), Bare: queue() },
    );
    expect(changesIn(found).map(({ path }) => path)).toEqual(['App/Queue/Resource', 'Bare']);
  });
});

describe('what is no change', () => {
  test.each([
    ['a number as a string', 5, '5'],
    ['a truth value as a string', true, 'true'],
    ['another order of keys', { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 }],
    ['the short form of Fn::GetAtt', { 'Fn::GetAtt': 'Other.Arn' }, { 'Fn::GetAtt': ['Other', 'Arn'] }],
    ['a value that is left out by AWS::NoValue', undefined, { Ref: 'AWS::NoValue' }],
  ])('%s', (_, before, after) => {
    const state = (value: unknown) => ({
      Queue: queue(value === undefined ? {} : { RedrivePolicy: value }),
      Other: queue(),
    });
    expect(reviewStack(state(before), state(after)).stacks).toEqual([]);
  });

  test('DependsOn and metadata', () => {
    const found = reviewStack(
      { Queue: queue({}, { DependsOn: 'Other', Metadata: { note: 1 } }), Other: queue() },
      { Queue: queue({}, { Metadata: { note: 2 } }), Other: queue() },
    );
    expect(found.stacks).toEqual([]);
  });

  test('values that cloudformation-diff takes for equal, and CloudFormation does not, are changes', () => {
    const state = (value: unknown) => ({ Secret: resource('AWS::SecretsManager::Secret', { SecretString: value }) });
    expect(actions(reviewStack(state('007'), state('7')))).toEqual(['update Secret']);
    expect(actions(reviewStack(state(''), state('0')))).toEqual(['update Secret']);
  });
});

describe('attributes of a resource', () => {
  test.each([
    ['DeletionPolicy', 'Delete', 'Retain'],
    ['UpdateReplacePolicy', 'Delete', 'Retain'],
    ['UpdatePolicy', undefined, { UseOnlineResharding: true }],
  ])('%s changes it in place', (name, before, after) => {
    const found = reviewStack({ Thing: queue({}, { [name]: before }) }, { Thing: queue({}, { [name]: after }) });
    expect(changeOf(found, 'Thing')).toMatchObject({
      action: 'update',
      properties: [{ name, before, after, effect: 'in-place', source: expect.stringContaining(name.toLowerCase()) }],
    });
  });

  test('tags and assets change in place', () => {
    expect(effectOf('AWS::SQS::Queue', 'Tags', [{ Key: 'a', Value: '1' }], [{ Key: 'a', Value: '2' }])).toBe(
      'in-place',
    );
    const code = (key: string) => ({ S3Bucket: 'assets', S3Key: `${key}.zip` });
    expect(effectOf('AWS::Lambda::Function', 'Code', code('aaa'), code('bbb'))).toBe('in-place');
  });
});

describe('what the specification says within a property', () => {
  const dns = (preference: string) => ({ DnsRecordIpType: 'ipv4', PrivateDnsPreference: preference });

  test('a nested property that is fixed at creation replaces', () => {
    expect(effectOf('AWS::EC2::VPCEndpoint', 'DnsOptions', dns('ALL'), dns('VERIFIED'))).toBe('replacement');
    expect(effectOf('AWS::EC2::VPCEndpoint', 'DnsOptions', undefined, dns('ALL'))).toBe('replacement');
  });

  test('its neighbours do not', () => {
    const after = { ...dns('ALL'), DnsRecordIpType: 'dualstack' };
    expect(effectOf('AWS::EC2::VPCEndpoint', 'DnsOptions', dns('ALL'), after)).toBe('in-place');
    expect(effectOf('AWS::EC2::VPCEndpoint', 'DnsOptions', undefined, { DnsRecordIpType: 'ipv4' })).toBe('in-place');
  });

  test('a list is compared item by item, wherever an item stands', () => {
    const item = (group: string, description: string) => ({ EC2SecurityGroupId: group, CIDRIP: description });
    const type = 'AWS::RDS::DBSecurityGroup';
    expect(
      effectOf(type, 'DBSecurityGroupIngress', [item('a', '1'), item('b', '1')], [item('b', '1'), item('a', '2')]),
    ).toBe('in-place');
    expect(effectOf(type, 'DBSecurityGroupIngress', [item('a', '1')], [item('b', '1')])).toBe('replacement');
  });

  test('a value that only the deployment knows may be any', () => {
    expect(effectOf('AWS::EC2::VPCEndpoint', 'DnsOptions', dns('ALL'), { 'Fn::GetAtt': ['Other', 'Dns'] })).toBe(
      'may-replace',
    );
    expect(effectOf('AWS::SQS::Queue', 'RedrivePolicy', {}, { 'Fn::GetAtt': ['Other', 'Policy'] })).toBe('in-place');
  });

  test('paths that the specification lists apart', () => {
    const tags = (value: string) => [{ Key: 'a', Value: value }];
    expect(effectOf('AWS::RedshiftServerless::Snapshot', 'Tags', tags('1'), tags('2'))).toBe('replacement');
  });

  test('a budget keeps its name for good, and its limit does not', () => {
    const budget = (name: string, limit: number) => ({
      BudgetName: name,
      BudgetType: 'COST',
      BudgetLimit: { Amount: limit, Unit: 'USD' },
    });
    expect(effectOf('AWS::Budgets::Budget', 'Budget', budget('a', 1), budget('a', 2))).toBe('in-place');
    expect(effectOf('AWS::Budgets::Budget', 'Budget', budget('a', 1), budget('b', 1))).toBe('replacement');
  });
});

describe('types that the specification does not know', () => {
  const type = 'Vendor::Database::Cluster';

  test('their updates have an unknown effect', () => {
    const found = reviewStack({ Thing: resource(type, { Size: 1 }) }, { Thing: resource(type, { Size: 2 }) });
    expect(changeOf(found, 'Thing')).toMatchObject({
      action: 'update',
      unknownType: true,
      properties: [{ effect: 'unknown' }],
    });
    expect(found.verdict).toBe('safe');
    expect(found.findings).toContainEqual(expect.objectContaining({ rule: 'unknown-type', severity: 'caution' }));
  });

  test('their removal is a hazard', () => {
    expect(reviewStack({ Thing: resource(type), Queue: queue() }, { Queue: queue() }).verdict).toBe('hazard');
  });

  test('a property that the specification does not know has an unknown effect', () => {
    expect(effectOf('AWS::SQS::Queue', 'NotYetDocumented', 1, 2)).toBe('unknown');
  });

  test('custom resources are told apart by name; another code for one is refused', () => {
    expect(effectOf('Custom::Thing', 'Size', 1, 2)).toBe('unknown');
    expect(effectOf('Custom::Thing', 'ServiceToken', 'arn:1', 'arn:2')).toBe('refused');
  });
});

test("CDK's usage report is no resource of the app", () => {
  const found = reviewStack(
    { Queue: queue(), CDKMetadata: resource('AWS::CDK::Metadata', { Analytics: 'v2:a' }) },
    { Queue: queue(), CDKMetadata: resource('AWS::CDK::Metadata', { Analytics: 'v2:b' }) },
  );
  expect(found).toMatchObject({ verdict: 'safe', stacks: [], findings: [] });
});
