import { Match } from 'aws-cdk-lib/assertions';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { addDatabase, quickApp, rotateMonthly, synthDatabase } from '../support';

describe('rotation', () => {
  const template = synthDatabase(rotateMonthly);

  test('follows a schedule, by our own function, from the next due date on', () => {
    template.hasResource('AWS::SecretsManager::RotationSchedule', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('FunctionSecretsManager')]),
      Properties: {
        SecretId: { Ref: Match.stringLikeRegexp('SecretAttachment') },
        HostedRotationLambda: Match.absent(),
        RotationLambdaARN: { 'Fn::GetAtt': [Match.stringLikeRegexp('RotationFunction'), 'Arn'] },
        RotationRules: { AutomaticallyAfterDays: 30 },
        RotateImmediatelyOnUpdate: false,
      },
    });
    expect(template.toJSON().Transform).toBeUndefined();
  });

  test('runs in the subnets that it is given, on ARM, with a current runtime', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Timeout: 120,
      VpcConfig: {
        SubnetIds: ['subnet-0123456789abcde11', 'subnet-0123456789abcde12', 'subnet-0123456789abcde13'],
        SecurityGroupIds: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('RotationSecurityGroup'), 'GroupId'] }],
      },
      LoggingConfig: { LogGroup: { Ref: Match.stringLikeRegexp('RotationLogs') } },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 30 });
  });

  test('reaches the database and HTTPS, and nothing else', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Rotation of database credentials',
      SecurityGroupEgress: [
        { CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443, IpProtocol: 'tcp', Description: 'Secrets Manager' },
      ],
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { FromPort: 5432, ToPort: 5432 });
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 5432,
      ToPort: 5432,
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('RotationSecurityGroup'), 'GroupId'] },
    });
  });

  test('may change this secret alone', () => {
    const statements = Object.values(template.findResources('AWS::IAM::Policy'))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => [Action].flat().some((action: string) => action.startsWith('secretsmanager:')));

    expect(statements).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:ListSecretVersionIds',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        Resource: { Ref: expect.stringContaining('SecretAttachment') },
      },
    ]);
  });

  test('begins when the function can reach the database and log in, as Secrets Manager tries it at once', () => {
    const [schedule] = Object.values(template.findResources('AWS::SecretsManager::RotationSchedule'));
    const rules = Object.keys({
      ...template.findResources('AWS::EC2::SecurityGroupIngress'),
      ...template.findResources('AWS::EC2::SecurityGroupEgress'),
    });
    expect(rules).toHaveLength(2);
    expect(schedule.DependsOn).toEqual(expect.arrayContaining(rules));
  });

  test('is invoked by Secrets Manager for this account alone', () => {
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: '123456789012',
    });
  });

  test('brings the handler of the engine', () => {
    const code = (engine: DatabaseEngine) =>
      Object.values(
        synthDatabase({ ...rotateMonthly, engine }).findResources('AWS::Lambda::Function', {
          Properties: { Architectures: ['arm64'] },
        }),
      )[0].Properties.Code;

    expect(code(DatabaseEngine.postgres())).not.toEqual(code(DatabaseEngine.mysql()));
  });

  test('is there to see, or not', () => {
    expect(addDatabase(quickApp(), rotateMonthly).rotationFunction).toBeDefined();
    expect(addDatabase(quickApp()).rotationFunction).toBeUndefined();
  });
});
