import { Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { addDatabase, ENV, quickApp, rotateMonthly, testVpc } from '../support';

const VPC = { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['eu-west-1a'] };

function consumerOf(allowAllOutbound: boolean) {
  const app = quickApp();
  const database = addDatabase(app, { readReplicas: 1, ...rotateMonthly });
  const stack = new Stack(app, 'web', { env: ENV });
  const securityGroup = new ec2.SecurityGroup(stack, 'Service', { vpc: testVpc(stack), allowAllOutbound });
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  const before = Template.fromStack(Stack.of(addDatabase(quickApp(), { readReplicas: 1, ...rotateMonthly }))).toJSON();
  const grant = database.grantConnect(securityGroup, role);
  const assembly = app.synth();
  return {
    grant,
    before,
    stack,
    consumer: Template.fromJSON(assembly.getStackByName('web').template),
    database: assembly.getStackByName('database').template,
    dependencies: assembly.getStackByName('database').dependencies,
  };
}

describe('grantConnect', () => {
  const { grant, before, stack, consumer, database, dependencies } = consumerOf(true);

  test('lets the consumer in by a rule of its own stack', () => {
    consumer.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      Description: 'Database',
      FromPort: 5432,
      ToPort: 5432,
      IpProtocol: 'tcp',
      GroupId: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'database' }) },
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Service'), 'GroupId'] },
    });
  });

  test('adds no rule to a consumer that may go everywhere', () => {
    consumer.resourceCountIs('AWS::EC2::SecurityGroupEgress', 0);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });

  test("lets the consumer's role read the secret, and do nothing else with it", () => {
    grant.assertSuccess();
    consumer.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
            Resource: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'database' }) },
          },
        ],
      },
    });
  });

  test("leaves the database's stack as it was, but for the outputs", () => {
    expect(database.Resources).toEqual(before.Resources);
    expect(JSON.stringify(database)).not.toContain('"web"');
    expect(dependencies.map(({ id }) => id)).not.toContain('web');
  });
});

test('a consumer that may not go everywhere is let out to the database', () => {
  consumerOf(false).consumer.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
    Description: 'Database',
    FromPort: 5432,
    ToPort: 5432,
    DestinationSecurityGroupId: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'database' }) },
  });
});

test('a consumer without a security group is refused', () => {
  const database = addDatabase(quickApp());
  const consumer = { connections: new ec2.Connections() };

  expect(() => database.grantConnect(consumer, new iam.AnyPrincipal())).toThrow(
    "ReplicatedDatabase at 'database/Database': grantConnect needs a consumer with a security group. Run it in the VPC",
  );
});

test('a consumer in the stack of the database is let in as well', () => {
  const database = addDatabase(quickApp());
  const stack = Stack.of(database);
  const securityGroup = new ec2.SecurityGroup(stack, 'Job', { vpc: ec2.Vpc.fromVpcAttributes(stack, 'Own', VPC) });
  database.grantConnect(securityGroup, new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));

  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', { Description: 'Database' });
});
