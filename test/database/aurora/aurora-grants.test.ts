import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { ENV, quickApp, testVpc } from '../support';
import { addAurora, synthAurora } from './aurora-support';

describe('consumers', () => {
  function consumerOf(allowAllOutbound: boolean) {
    const app = quickApp();
    const database = addAurora(app, { readers: AuroraReaders.fixed(1) });
    const stack = new Stack(app, 'web', { env: ENV });
    const securityGroup = new ec2.SecurityGroup(stack, 'Service', { vpc: testVpc(stack), allowAllOutbound });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    database.grantConnect(securityGroup, role).assertSuccess();
    const assembly = app.synth();
    return {
      consumer: Template.fromJSON(assembly.getStackByName('web').template),
      database: assembly.getStackByName('database').template as { Resources: unknown },
    };
  }

  test('are let in by a rule of their own stack, and may read the secret', () => {
    const { consumer, database } = consumerOf(true);
    consumer.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      Description: 'Database',
      FromPort: 5432,
      ToPort: 5432,
      GroupId: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'database' }) },
    });
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
    expect(database.Resources).toEqual(synthAurora({ readers: AuroraReaders.fixed(1) }).toJSON().Resources);
  });

  test('that may not go everywhere are let out', () => {
    consumerOf(false).consumer.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { ToPort: 5432 });
  });

  test('without a security group are refused', () => {
    const database = addAurora(quickApp());
    expect(() => database.grantConnect({ connections: new ec2.Connections() }, new iam.AnyPrincipal())).toThrow(
      "AuroraDatabase at 'database/Database': grantConnect needs a consumer with a security group. Run it in the VPC",
    );
  });
});
