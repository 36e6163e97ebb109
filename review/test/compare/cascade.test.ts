import { Resource } from '../../model';
import { review } from '../../review';
import { actions, assembly, changeOf, resource, reviewStack, StackInput } from '../support';

const labels = { from: 'before', to: 'after' };
const vpc = (cidr: string) => resource('AWS::EC2::VPC', { CidrBlock: cidr });
const group = (vpcId: unknown) => resource('AWS::EC2::SecurityGroup', { GroupDescription: 'x', VpcId: vpcId });
const rule = (groupId: unknown) => resource('AWS::EC2::SecurityGroupIngress', { IpProtocol: 'tcp', GroupId: groupId });
const func = (groupId: unknown) => resource('AWS::Lambda::Function', { VpcConfig: { SecurityGroupIds: [groupId] } });

describe('in a stack', () => {
  const stack = (cidr: string, vpcId: unknown, groupId: unknown): Record<string, Resource> => ({
    Vpc: vpc(cidr),
    Group: group(vpcId),
    Rule: rule(groupId),
    Function: func(groupId),
    Other: group('vpc-1'),
  });

  test.each([
    ['Ref', { Ref: 'Vpc' }, { Ref: 'Group' }],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Vpc', 'VpcId'] }, { 'Fn::GetAtt': 'Group.GroupId' }],
    ['Fn::Sub', { 'Fn::Sub': '${Vpc}' }, { 'Fn::Sub': ['${Group.GroupId}${x}', { x: 1 }] }],
    ['Fn::Join', { 'Fn::Join': ['', [{ Ref: 'Vpc' }]] }, { 'Fn::Join': ['', ['', { Ref: 'Group' }]] }],
  ])('a replacement goes on through %s, and ends where a property changes in place', (_, vpcId, groupId) => {
    const found = reviewStack(stack('10.0.0.0/16', vpcId, groupId), stack('10.1.0.0/16', vpcId, groupId));
    expect(actions(found)).toEqual(['update Function', 'replace Group', 'replace Rule', 'replace Vpc']);
    expect(changeOf(found, 'Group')).toMatchObject({
      causedBy: ['Vpc'],
      properties: [{ name: 'VpcId', before: expect.anything(), effect: 'replacement' }],
    });
    expect(changeOf(found, 'Group').properties[0].after).toEqual(changeOf(found, 'Group').properties[0].before);
    expect(changeOf(found, 'Function')).toMatchObject({ causedBy: ['Group'], properties: [{ effect: 'in-place' }] });
    expect(changeOf(found, 'Vpc').causedBy).toBeUndefined();
  });

  test('an update does not go on, and neither do DependsOn and names that only look alike', () => {
    const more = (cidr: string, dns: boolean): Record<string, Resource> => ({
      Vpc: { ...vpc(cidr), Properties: { CidrBlock: cidr, EnableDnsSupport: dns } },
      Group: group({ Ref: 'Vpc' }),
      Escaped: { ...group({ 'Fn::Sub': '${!Vpc}' }), DependsOn: 'Vpc' },
      Shadowed: group({ 'Fn::Sub': ['${Vpc}', { Vpc: 'vpc-1' }] }),
    });
    expect(actions(reviewStack(more('10.0.0.0/16', true), more('10.0.0.0/16', false)))).toEqual(['update Vpc']);
    const found = reviewStack(more('10.0.0.0/16', true), more('10.1.0.0/16', true));
    expect(actions(found)).toEqual(['replace Group', 'replace Vpc']);
  });

  test('a replica is replaced with its source', () => {
    const state = (name: string) => ({
      Source: resource('AWS::RDS::DBInstance', { DBName: name }),
      Replica: resource('AWS::RDS::DBInstance', { SourceDBInstanceIdentifier: { Ref: 'Source' } }),
    });
    const found = reviewStack(state('a'), state('b'));
    expect(changeOf(found, 'Replica')).toMatchObject({
      action: 'replace',
      durability: 'transient',
      causedBy: ['Source'],
    });
  });

  test('another type under a logical ID changes all that refer to it', () => {
    const state = (type: string) => ({
      Key: resource(type),
      Bucket: resource('AWS::EC2::Volume', { KmsKeyId: { Ref: 'Key' } }),
    });
    expect(changeOf(reviewStack(state('AWS::KMS::Key'), state('AWS::KMS::ReplicaKey')), 'Bucket').causedBy).toEqual([
      'Key',
    ]);
  });

  test('an attribute yields what the property of its name becomes', () => {
    const state = (value: string) => ({
      Parameter: resource('AWS::SSM::Parameter', { Type: 'String', Value: value }),
      Bucket: resource('AWS::S3::Bucket', { BucketName: { 'Fn::GetAtt': ['Parameter', 'Value'] } }),
      Other: resource('AWS::S3::Bucket', { BucketName: { Ref: 'Parameter' } }),
    });
    const found = reviewStack(state('a'), state('b'));
    expect(actions(found)).toEqual(['replace Bucket', 'update Parameter']);
    expect(changeOf(found, 'Bucket').causedBy).toEqual(['Parameter']);
  });

  test('a parameter whose default changes is another value', () => {
    const state = (value: string): StackInput => ({
      template: {
        Parameters: { Cidr: { Type: 'String', Default: value } },
        Resources: { Vpc: vpc({ Ref: 'Cidr' } as never) },
      },
    });
    const found = reviewStack(state('10.0.0.0/16'), state('10.1.0.0/16'));
    expect(changeOf(found, 'Vpc')).toMatchObject({
      action: 'replace',
      properties: [{ name: 'CidrBlock', before: '10.0.0.0/16', after: '10.1.0.0/16' }],
    });
    expect(reviewStack(state('10.0.0.0/16'), state('10.0.0.0/16')).stacks).toEqual([]);
  });
});

describe('across stacks', () => {
  const output = { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'VpcId', Region: 'eu-west-1' } };
  const network = (cidr: string): StackInput => ({
    template: { Resources: { Vpc: vpc(cidr) }, Outputs: { VpcId: { Value: { Ref: 'Vpc' }, Export: { Name: 'vpc' } } } },
  });
  const states = (vpcId: unknown, memory: number) =>
    [
      ['10.0.0.0/16', 1],
      ['10.1.0.0/16', memory],
    ].map(([cidr, size]) =>
      assembly({
        network: network(String(cidr)),
        app: { Group: group(vpcId), Function: resource('AWS::Lambda::Function', { MemorySize: size }) },
      }),
    );

  test.each([
    ['a weak reference', output],
    ['an import', { 'Fn::ImportValue': 'vpc' }],
  ])('%s to a replaced resource is read anew where its stack is deployed', (_, vpcId) => {
    const [before, after] = states(vpcId, 2);
    expect(changeOf(review(before, after, labels), 'Group')).toMatchObject({
      action: 'replace',
      causedBy: ['network/Vpc'],
    });
  });

  test('and is stale where it is not, which is a finding and no change', () => {
    const [before, after] = states(output, 1);
    const found = review(before, after, labels);
    expect(actions(found)).toEqual([]);
    expect(found.verdict).toBe('hazard');
  });

  test('an output that comes to mean another resource is another value', () => {
    const state = (target: string, size: number) =>
      assembly({
        network: {
          template: {
            Resources: { A: vpc('10.0.0.0/16'), B: vpc('10.1.0.0/16') },
            Outputs: { VpcId: { Value: { Ref: target } } },
          },
        },
        app: { Group: group(output), Function: resource('AWS::Lambda::Function', { MemorySize: size }) },
      });
    const found = review(state('A', 1), state('B', 2), labels);
    expect(changeOf(found, 'Group')).toMatchObject({ action: 'replace', causedBy: ['network/B'] });
  });

  test('a stack of the same name in another Region is not the producer', () => {
    const state = (cidr: string, size: number) =>
      assembly({
        network: network('10.9.0.0/16'),
        elsewhere: { ...network(cidr), name: 'network', region: 'us-east-1' },
        app: { Group: group(output), Function: resource('AWS::Lambda::Function', { MemorySize: size }) },
      });
    const found = review(state('10.0.0.0/16', 1), state('10.1.0.0/16', 2), labels);
    expect(actions(found)).toEqual(['update Function']);
  });
});

describe('through nested stacks', () => {
  const nested = (parameters: Record<string, unknown>, url: string) =>
    resource('AWS::CloudFormation::Stack', { TemplateURL: url, Parameters: parameters });

  test('down through a parameter', () => {
    const state = (cidr: string) =>
      assembly({
        app: { Vpc: vpc(cidr), Inner: nested({ VpcId: { Ref: 'Vpc' } }, 'same') },
        'app/Inner': {
          template: { Parameters: { VpcId: { Type: 'String' } }, Resources: { Group: group({ Ref: 'VpcId' }) } },
        },
      });
    const found = review(state('10.0.0.0/16'), state('10.1.0.0/16'), labels);
    expect(changeOf(found, 'Group', 'app/Inner')).toMatchObject({ action: 'replace', causedBy: ['app/Vpc'] });
  });

  test('up through an output', () => {
    const state = (cidr: string) =>
      assembly({
        app: { Inner: nested({}, cidr), Group: group({ 'Fn::GetAtt': ['Inner', 'Outputs.VpcId'] }) },
        'app/Inner': { template: { Resources: { Vpc: vpc(cidr) }, Outputs: { VpcId: { Value: { Ref: 'Vpc' } } } } },
      });
    const found = review(state('10.0.0.0/16'), state('10.1.0.0/16'), labels);
    expect(changeOf(found, 'Group')).toMatchObject({ action: 'replace', causedBy: ['app/Inner/Vpc'] });
  });

  test('a value that is handed down changes', () => {
    const state = (cidr: string) =>
      assembly({
        app: { Inner: nested({ Cidr: cidr }, 'same') },
        'app/Inner': {
          template: { Parameters: { Cidr: { Type: 'String' } }, Resources: { Vpc: vpc({ Ref: 'Cidr' } as never) } },
        },
      });
    const found = review(state('10.0.0.0/16'), state('10.1.0.0/16'), labels);
    expect(changeOf(found, 'Vpc', 'app/Inner')).toMatchObject({
      action: 'replace',
      properties: [{ before: '10.0.0.0/16', after: '10.1.0.0/16' }],
    });
  });

  test.each([
    [undefined, 'destroy'],
    ['Retain', 'orphan'],
  ])('what is in a nested stack with DeletionPolicy %s goes with it: %s', (DeletionPolicy, action) => {
    const table = { Table: resource('AWS::DynamoDB::Table') };
    const before = assembly({
      app: { Queue: resource('AWS::SQS::Queue'), Inner: { ...nested({}, 'a'), DeletionPolicy } },
      'app/Inner': { Deep: nested({}, 'b') },
      'app/Inner/Deep': table,
    });
    const found = review(before, assembly({ app: { Queue: resource('AWS::SQS::Queue') } }), labels);
    expect(changeOf(found, 'Table', 'app/Inner/Deep')).toMatchObject({ action, durability: 'durable' });
    expect(found.verdict).toBe('hazard');
  });

  test('a nested stack whose template is not here may hold anything', () => {
    const before = assembly({ app: { Queue: resource('AWS::SQS::Queue'), Inner: nested({}, 'https://elsewhere') } });
    const found = review(before, assembly({ app: { Queue: resource('AWS::SQS::Queue') } }), labels);
    expect(changeOf(found, 'Inner')).toMatchObject({ action: 'destroy', durability: 'durable', unknownType: true });
    expect(found.verdict).toBe('hazard');
  });
});
