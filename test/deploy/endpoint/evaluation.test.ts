import { checkSize } from '../engine/validate-template';
import { Simulation } from '../support/simulation';

/** Outputs of a stack whose only resource is a topic. */
function outputs(
  values: Record<string, unknown>,
  more: object = {},
  simulation = new Simulation(),
): Record<string, string> {
  const { stack, status, set } = simulation.deploy('app', {
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } } },
    Outputs: Object.fromEntries(Object.entries(values).map(([key, Value]) => [key, { Value }])),
    ...more,
  });
  if (status !== 'CREATE_COMPLETE') throw new Error(`${status}: ${set.reason ?? stack.reason}`);
  return Object.fromEntries(stack.outputs.map((output) => [output.key, output.value]));
}

const ARN = 'arn:aws:sns:us-east-1:111111111111:news';

test('references to resources, parameters and pseudo parameters', () => {
  const found = outputs(
    {
      Arn: { Ref: 'Topic' },
      Name: { 'Fn::GetAtt': ['Topic', 'TopicName'] },
      Where: { 'Fn::Sub': '${AWS::Partition}/${AWS::Region}/${AWS::AccountId}/${AWS::StackName}/${AWS::URLSuffix}' },
      Mixed: { 'Fn::Sub': ['${Topic.TopicName}-${Own}-${!Literal}', { Own: { Ref: 'Size' } }] },
      List: { 'Fn::Select': [1, { Ref: 'Sizes' }] },
    },
    { Parameters: { Size: { Type: 'Number', Default: 3 }, Sizes: { Type: 'CommaDelimitedList', Default: 's, m' } } },
  );
  expect(found).toEqual({
    Arn: ARN,
    Name: 'news',
    Where: 'aws/us-east-1/111111111111/app/amazonaws.com',
    Mixed: 'news-3-${Literal}',
    List: 'm',
  });
});

test('functions on strings and lists', () => {
  const found = outputs({
    Join: { 'Fn::Join': ['-', ['a', { Ref: 'AWS::NoValue' }, 'b']] },
    Split: { 'Fn::Select': ['5', { 'Fn::Split': [':', { Ref: 'Topic' }] }] },
    Zone: { 'Fn::Select': [2, { 'Fn::GetAZs': '' }] },
    Cidr: { 'Fn::Select': [1, { 'Fn::Cidr': ['10.0.0.0/16', 4, 8] }] },
    Base64: { 'Fn::Base64': 'hello' },
  });
  expect(found).toEqual({ Join: 'a-b', Split: 'news', Zone: 'us-east-1c', Cidr: '10.0.1.0/24', Base64: 'aGVsbG8=' });
});

test('mappings, conditions and resources that a condition leaves out', () => {
  const simulation = new Simulation();
  const template = {
    Parameters: { Stage: { Type: 'String', AllowedValues: ['small', 'big'] } },
    Mappings: { Sizes: { small: { count: '1' }, big: { count: '9' } } },
    Conditions: {
      Big: { 'Fn::Equals': [{ Ref: 'Stage' }, 'big'] },
      Small: {
        'Fn::And': [
          { 'Fn::Not': [{ Condition: 'Big' }] },
          { 'Fn::Or': [{ 'Fn::Equals': [1, '1'] }, { Condition: 'Big' }] },
        ],
      },
    },
    Resources: {
      Always: {
        Type: 'AWS::SNS::Topic',
        Properties: { DisplayName: { 'Fn::If': ['Big', 'B', { Ref: 'AWS::NoValue' }] } },
      },
      Sometimes: { Type: 'AWS::SNS::Topic', Condition: 'Big' },
    },
    Outputs: {
      Count: { Value: { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'count'] } },
      Only: { Condition: 'Small', Value: 'small' },
    },
  };
  const small = simulation.deploy('app', template, { parameters: { Stage: 'small' } });
  expect(Object.keys(small.stack.resources)).toEqual(['Always']);
  expect(simulation.resource('app', 'Always').properties).toEqual({});
  expect(small.stack.outputs.map((o) => o.value)).toEqual(['1', 'small']);
  const big = simulation.deploy('app', template, { parameters: { Stage: 'big' } });
  expect(Object.keys(big.stack.resources).sort()).toEqual(['Always', 'Sometimes']);
  expect(big.stack.outputs.map((o) => o.value)).toEqual(['9']);
  expect(() => simulation.deploy('app', template, { parameters: { Stage: 'huge' } })).toThrow('AllowedValues');
  expect(() => simulation.deploy('app', template)).toThrow('Parameters: [Stage] must have values');
});

test('SSM parameters are read when the stack is deployed, and dynamic references must resolve', () => {
  const simulation = new Simulation();
  const template = (reference: string) => ({
    Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/version' } },
    Resources: {
      Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Version' } } },
      Secret: { Type: 'AWS::SecretsManager::Secret' },
      Second: { Type: 'AWS::SNS::Topic', DependsOn: 'Secret', Properties: { DisplayName: { 'Fn::Sub': reference } } },
    },
  });
  const good = '{{resolve:secretsmanager:${Secret}:SecretString:password::}}';
  expect(() => simulation.deploy('app', template(good))).toThrow('Unable to fetch parameters [/version]');
  simulation.deploy('values', {
    Resources: { P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/version', Type: 'String', Value: '7' } } },
  });
  expect(simulation.deploy('app2', template(good)).status).toBe('CREATE_COMPLETE');
  expect(simulation.resource('app2', 'Topic').properties['DisplayName']).toBe('7');
  const bad = simulation.deploy('app3', template('{{resolve:secretsmanager:nobody:SecretString:password::}}'));
  expect(bad.set.reason).toContain("Secrets Manager can't find the specified secret. (nobody)");
});

test.each([
  [
    'an unknown type',
    { Resources: { A: { Type: 'AWS::SNS::Tropic' } } },
    'Unrecognized resource types: [AWS::SNS::Tropic]',
  ],
  [
    'an unresolved reference',
    { Resources: { A: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'B' } } } } },
    'Unresolved resource dependencies [B]',
  ],
  [
    'a missing dependency',
    { Resources: { A: { Type: 'AWS::SNS::Topic', DependsOn: 'B' } } },
    'Unresolved resource dependencies [B]',
  ],
  [
    'an unknown attribute',
    {
      Resources: {
        A: { Type: 'AWS::SNS::Topic' },
        B: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::GetAtt': ['A', 'Nmae'] } } },
      },
    },
    'resource A does not support attribute type Nmae',
  ],
  [
    'a circle',
    { Resources: { A: { Type: 'AWS::SNS::Topic', DependsOn: 'B' }, B: { Type: 'AWS::SNS::Topic', DependsOn: 'A' } } },
    'Circular dependency between resources: [A, B]',
  ],
  [
    'a transform',
    { Transform: 'AWS::LanguageExtensions', Resources: { A: { Type: 'AWS::SNS::Topic' } } },
    'a template with a Transform is refused',
  ],
  [
    'a loop',
    { Resources: { A: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::ToJsonString': {} } } } } },
    'Fn::ToJsonString is not supported without a transform',
  ],
  [
    '501 resources',
    { Resources: Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`T${i}`, { Type: 'AWS::SNS::Topic' }])) },
    'Number of resources, 501, is greater than maximum allowed, 500',
  ],
  ['an unknown section', { Resurces: {} }, 'Invalid template property or properties [Resurces]'],
])('%s is refused before anything is made', (_, template, message) => {
  const simulation = new Simulation();
  expect(() => simulation.deploy('app', template)).toThrow(message);
  expect(Object.keys(simulation.cloud.state.resources)).toEqual([]);
});

test.each([
  ['a required property', 'AWS::KMS::Alias', { AliasName: 'alias/x' }, 'required key [TargetKeyId] not found'],
  ['an unknown property', 'AWS::SNS::Topic', { Displayname: 'x' }, 'extraneous key [Displayname] is not permitted'],
  [
    'a nested unknown property',
    'AWS::S3::Bucket',
    { VersioningConfiguration: { State: 'Enabled' } },
    'extraneous key [State] is not permitted',
  ],
  ['a type', 'AWS::SQS::Queue', { DelaySeconds: 'soon' }, 'expected type: Integer, found: string'],
  ['an enumeration', 'AWS::S3::Bucket', { VersioningConfiguration: { Status: 'On' } }, 'On is not a valid enum value'],
  [
    'a list',
    'AWS::RDS::DBSubnetGroup',
    { DBSubnetGroupDescription: 'x', SubnetIds: 'subnet-1' },
    'expected type: JSONArray, found: string',
  ],
])('%s is checked against the specification', (_, Type, Properties, message) => {
  const { set, status } = new Simulation().deploy('app', { Resources: { A: { Type, Properties } } });
  expect(status).toBe('FAILED');
  expect(set.reason).toContain('AWS::EarlyValidation::PropertyValidation');
  expect(set.problems.map((problem) => problem.message)).toContain(message);
});

test('rules of a template assert their parameters', () => {
  const template = {
    Parameters: { Version: { Type: 'String', Default: '5' } },
    Rules: {
      Check: {
        Assertions: [
          {
            Assert: { 'Fn::Not': [{ 'Fn::Contains': [['1', '5'], { Ref: 'Version' }] }] },
            AssertDescription: 'too old',
          },
        ],
      },
    },
    Resources: { A: { Type: 'AWS::SNS::Topic' } },
  };
  expect(() => new Simulation().deploy('app', template)).toThrow('too old');
  expect(new Simulation().deploy('app', template, { parameters: { Version: '9' } }).status).toBe('CREATE_COMPLETE');
});

test('custom resources answer with what is asked of them', () => {
  const simulation = new Simulation();
  const { stack } = simulation.deploy('app', {
    Resources: { Made: { Type: 'Custom::Thing', Properties: { ServiceToken: ARN, Any: { thing: [1] } } } },
    Outputs: { Answer: { Value: { 'Fn::GetAtt': ['Made', 'Whatever.Nested'] } } },
  });
  expect(stack.outputs[0]!.value).toMatch(/^nested-/);
});

test('the sizes that CloudFormation takes', () => {
  expect(() => checkSize('x'.repeat(51_201), false)).toThrow('51200');
  expect(() => checkSize('x'.repeat(51_200), false)).not.toThrow();
  expect(() => checkSize('x'.repeat(1_000_001), true)).toThrow('Template may not exceed 1000000 bytes in size.');
});
