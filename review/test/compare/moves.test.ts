import { Resource } from '../../model';
import { review } from '../../review';
import { assembly, changeOf, resource, StackInput } from '../support';

const labels = { from: 'before', to: 'after' };
const filler = { Filler: resource('AWS::SNS::TopicPolicy') };
const at = (path: string, properties: Record<string, unknown> = {}): Resource =>
  resource('AWS::DynamoDB::Table', properties, { Metadata: { 'aws:cdk:path': path } });
const stack = (path: string, resources: Record<string, Resource>): StackInput => ({
  path,
  template: { Resources: { ...filler, ...resources } },
});

function move(before: Record<string, Resource>, after: Record<string, Resource>) {
  return review(
    assembly({ data: stack('App/Data', before), tables: stack('App/Tables', {}) }),
    assembly({ data: stack('App/Data', {}), tables: stack('App/Tables', after) }),
    labels,
  );
}

describe('a resource that goes to another stack moves', () => {
  test.each<[string, Record<string, Resource>, Record<string, Resource>]>([
    [
      'it has the same path within its stack',
      { A1: at('App/Data/Table/Resource') },
      { B1: at('App/Tables/Table/Resource') },
    ],
    [
      'its path ends alike',
      { A1: at('App/Data/X/Table/Resource') },
      { B1: at('App/Tables/Table/Resource', { BillingMode: 'x' }) },
    ],
    [
      'it has the same logical ID',
      { A1: resource('AWS::DynamoDB::Table') },
      { A1: resource('AWS::DynamoDB::Table', { BillingMode: 'x' }) },
    ],
    [
      'it has the same name',
      { A1: at('App/Data/A', { TableName: 't' }) },
      { B1: at('App/Tables/B', { TableName: 't', BillingMode: 'x' }) },
    ],
    [
      'it is set up alike',
      { A1: at('App/Data/A', { BillingMode: 'x' }) },
      { B1: at('App/Tables/B', { BillingMode: 'x' }) },
    ],
  ])('where %s', (_, before, after) => {
    const found = move(before, after);
    const [goal] = Object.keys(after);
    expect(changeOf(found, 'A1', 'data')).toMatchObject({
      action: 'move',
      durability: 'durable',
      movedTo: `tables/${goal}`,
    });
    expect(changeOf(found, goal, 'tables').action).toBe('create');
    expect(found.verdict).toBe('hazard');
  });

  test('a name tells more than a path', () => {
    const found = move(
      { A1: at('App/Data/Orders', { TableName: 'a' }), A2: at('App/Data/Cars', { TableName: 'b' }) },
      { B1: at('App/Tables/Orders', { TableName: 'b' }), B2: at('App/Tables/Cars', { TableName: 'a' }) },
    );
    expect(['A1', 'A2'].map((id) => changeOf(found, id, 'data').movedTo)).toEqual(['tables/B2', 'tables/B1']);
  });

  test('also where it is retained, or its stack goes altogether', () => {
    const kept = { A1: { ...at('App/Data/Table'), DeletionPolicy: 'Retain' } };
    expect(changeOf(move(kept, { B1: at('App/Tables/Table') }), 'A1', 'data').action).toBe('move');
    const found = review(
      assembly({ data: stack('App/Data', kept) }),
      assembly({ tables: stack('App/Tables', { B1: at('App/Tables/Table') }) }),
      labels,
    );
    expect(changeOf(found, 'A1', 'data')).toMatchObject({ action: 'move', movedTo: 'tables/B1' });
    expect(found.findings).toContainEqual(
      expect.objectContaining({ rule: 'stack-leaves-app', severity: 'caution', stack: 'data' }),
    );
  });

  test('also into a nested stack', () => {
    const nested = resource('AWS::CloudFormation::Stack', { TemplateURL: 'x' });
    const found = review(
      assembly({ data: { ...filler, A1: at('App/Data/Table') } }),
      assembly({
        data: { ...filler, Inner: nested },
        'data/Inner': stack('App/Data/Inner', { B1: at('App/Data/Inner/Table') }),
      }),
      labels,
    );
    expect(changeOf(found, 'A1', 'data')).toMatchObject({ action: 'move', movedTo: 'data/Inner/B1' });
  });

  test('also to another Region, which is another stack', () => {
    const before = assembly({ data: { ...stack('App/Data', { A1: at('App/Data/Table') }), region: 'eu-west-1' } });
    const after = assembly({ data: { ...stack('App/Data', { A1: at('App/Data/Table') }), region: 'us-east-1' } });
    const found = review(before, after, labels);
    expect(found.stacks.map(({ name }) => name)).toEqual(['data@eu-west-1', 'data@us-east-1']);
    expect(changeOf(found, 'A1', 'data@eu-west-1')).toMatchObject({ action: 'move', movedTo: 'data@us-east-1/A1' });
    expect(found.verdict).toBe('hazard');
    expect(found.findings).toContainEqual(
      expect.objectContaining({
        rule: 'stack-leaves-app',
        message:
          'The stack data@eu-west-1 is not in the app any more (a stack of that name is in 111111111111/us-east-1 instead); its resources stay, and are paid for, until it is deleted',
      }),
    );
  });
});

const within = (before: Record<string, Resource>, after: Record<string, Resource>) =>
  review(assembly({ data: stack('App/Data', before) }), assembly({ data: stack('App/Data', after) }), labels);

describe('a construct that is renamed', () => {
  test('takes its resource to another logical ID', () => {
    const found = within(
      { A1: at('App/Data/A', { KeySchema: ['a'] }) },
      { B1: at('App/Data/B', { KeySchema: ['a'] }) },
    );
    expect(changeOf(found, 'A1', 'data')).toMatchObject({ action: 'move', movedTo: 'data/B1' });
    expect(found.findings.map(({ rule, remedy }) => [rule, remedy])).toEqual([
      [
        'durable-moved',
        "Keep its logical ID (`overrideLogicalId('A1')` on the construct that makes B1), or move it with a stack refactor (`cdk refactor`) before the step and without other changes.",
      ],
    ]);
  });

  const url = (target: unknown): Resource =>
    resource('AWS::Lambda::Url', { TargetFunctionArn: target, AuthType: 'NONE' });
  const code = resource('AWS::Lambda::Function', { Runtime: 'nodejs22.x' });

  test('also where what it holds is an address, and what it refers to is renamed with it', () => {
    const found = within({ F1: code, U1: url({ Ref: 'F1' }) }, { F2: code, U2: url({ Ref: 'F2' }) });
    expect(changeOf(found, 'U1', 'data')).toMatchObject({ action: 'move', movedTo: 'data/U2' });
    expect(found.findings).toContainEqual(expect.objectContaining({ rule: 'in-service-moved', severity: 'hazard' }));
  });

  test('is not one that leads elsewhere', () => {
    const both = { F1: code, F2: code };
    const found = within({ ...both, U1: url({ Ref: 'F1' }) }, { ...both, U2: url({ Ref: 'F2' }) });
    expect(changeOf(found, 'U1', 'data').action).toBe('destroy');
  });
});

describe('it does not', () => {
  test('where two fit alike', () => {
    const found = move({ A1: at('App/Data/A') }, { B1: at('App/Tables/B'), B2: at('App/Tables/C') });
    expect(changeOf(found, 'A1', 'data').action).toBe('destroy');
  });

  test('where it holds nothing, or becomes another type', () => {
    const role = { A1: resource('AWS::IAM::Role') };
    expect(changeOf(move(role, role), 'A1', 'data').action).toBe('destroy');
    expect(changeOf(move({ A1: at('App/Data/A') }, { A1: resource('AWS::S3::Bucket') }), 'A1', 'data').action).toBe(
      'destroy',
    );
  });

  test('within its stack where it is set up otherwise: that is another resource', () => {
    const found = within(
      { A1: at('App/Data/A/Table', { KeySchema: ['a'] }) },
      { B1: at('App/Data/B/Table', { KeySchema: ['b'] }) },
    );
    expect(changeOf(found, 'A1', 'data').action).toBe('destroy');
  });
});

test('a distribution under another logical ID is the same one, though the CDK calls its origins after the construct', () => {
  const distribution = (origin: string, DomainName = 'origin.acme.example'): Resource =>
    resource('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Enabled: true,
        Origins: [{ Id: origin, DomainName }],
        DefaultCacheBehavior: { TargetOriginId: origin, ViewerProtocolPolicy: 'allow-all' },
      },
    });
  const found = (goal: Resource) =>
    review(
      assembly({ edge: stack('App/Edge', { Cdn: distribution('EdgeCdnOrigin1') }) }),
      assembly({ edge: stack('App/Edge', { Site: goal }) }),
      labels,
    );
  expect(changeOf(found(distribution('EdgeSiteOrigin1')), 'Cdn', 'edge')).toMatchObject({
    action: 'move',
    movedTo: 'edge/Site',
  });
  const other = resource('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Enabled: true,
      Origins: [{ Id: 'a', DomainName: 'other.example' }],
      DefaultCacheBehavior: { TargetOriginId: 'a', ViewerProtocolPolicy: 'redirect-to-https' },
    },
  });
  expect(changeOf(found(other), 'Cdn', 'edge').action).toBe('destroy');
});
