import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CacheAccess, CacheRotation } from '../../lib/cache/cache-access';
import { buildCache, cacheStack, ENV, synthCache, testVpc } from './support';

const password = CacheAccess.password(CacheRotation.off('a test'));

describe('users', () => {
  const names = (template: Template) =>
    Object.values(template.findResources('AWS::ElastiCache::User')).map(({ Properties }) => Properties);

  test('by IAM there is one without a password, whose name is its id', () => {
    const template = synthCache();
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    const [user] = names(template);
    expect(user).toEqual({
      Engine: 'valkey',
      UserId: expect.stringMatching(/^[a-z][a-z0-9-]{0,39}$/),
      UserName: user.UserId,
      AccessString: 'on ~* &* +@all -@dangerous +info',
      AuthenticationMode: { Type: 'iam' },
    });
    template.hasResourceProperties('AWS::ElastiCache::UserGroup', { Engine: 'valkey', UserIds: [user.UserId] });
  });

  test('by password it takes a generated one, which no template holds, and which is kept', () => {
    const stack = cacheStack();
    const cache = buildCache(stack, { access: password });
    const template = Template.fromStack(stack);
    const [secret] = Object.keys(template.findResources('AWS::SecretsManager::Secret'));
    const [user] = names(template);
    expect(user.AuthenticationMode).toEqual({
      Type: 'password',
      Passwords: [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: secret }, ':SecretString:password::}}']] }],
    });
    template.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: 'Retain',
      Properties: {
        GenerateSecretString: {
          SecretStringTemplate: JSON.stringify({ username: user.UserName }),
          GenerateStringKey: 'password',
          PasswordLength: 32,
          ExcludePunctuation: true,
        },
      },
    });
    expect(cache.secret).toBeDefined();
    expect(cache.iamUserName).toBeUndefined();
  });

  test('by both there are two, whose names stay when one of them goes', () => {
    const both = names(synthCache({ access: CacheAccess.both(CacheRotation.off('a test')) }));
    expect(both).toHaveLength(2);
    expect(both.map(({ UserId }) => UserId)).toEqual([
      names(synthCache({ access: password }))[0].UserId,
      names(synthCache())[0].UserId,
    ]);
  });

  test('ids differ by stack and by path, and are lower-case and short whatever those are', () => {
    const ids = ['acme-cache', 'acme-cache-of-a-team-with-a-very-long-name-indeed'].map((stackName) => {
      const stack = new Stack(cacheStack().node.root as never, `Stack-${stackName}`, { env: ENV, stackName });
      buildCache(stack);
      const template = Template.fromStack(stack);
      return [
        names(template)[0].UserId,
        Object.values(template.findResources('AWS::ElastiCache::UserGroup'))[0].Properties.UserGroupId,
      ];
    });
    const all = ids.flat();
    expect(new Set(all).size).toBe(4);
    for (const id of all) expect(id).toMatch(/^(?!.*--)[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
  });

  test('rotation is a function outside of the VPC, which may change that user alone', () => {
    const template = synthCache({ access: CacheAccess.password(CacheRotation.every(Duration.days(30))) });
    template.hasResourceProperties('AWS::Lambda::Function', { VpcConfig: Match.absent(), Runtime: 'nodejs24.x' });
    template.hasResource('AWS::SecretsManager::RotationSchedule', {
      Properties: { RotationRules: { AutomaticallyAfterDays: 30 }, RotateImmediatelyOnUpdate: false },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('UsersAppUser')]),
    });
    const [user] = names(template);
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ['elasticache:DescribeUsers', 'elasticache:ModifyUser'],
            Resource: `arn:aws:elasticache:eu-west-1:123456789012:user:${user.UserId}`,
          }),
        ]),
      },
    });
  });
});

describe('grantConnect', () => {
  function grant(access: CacheAccess) {
    const app = cacheStack();
    const cache = buildCache(app, { access });
    const consumer = new Stack(app.node.root as never, 'consumer', { env: ENV });
    const securityGroup = new ec2.SecurityGroup(consumer, 'Group', { vpc: testVpc(consumer), allowAllOutbound: false });
    const role = new iam.Role(consumer, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    cache.grantConnect(securityGroup, role);
    return { consumer: Template.fromStack(consumer), cache: Template.fromStack(app) };
  }

  test('puts its rules into the consumer, so that the cache knows none', () => {
    const { consumer, cache } = grant(CacheAccess.iam());
    consumer.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: 6379, ToPort: 6379 });
    cache.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('by IAM allows to connect to that cache as that user', () => {
    grant(CacheAccess.iam()).consumer.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Action: 'elasticache:Connect',
            Effect: 'Allow',
            Resource: [
              Match.stringLikeRegexp('^arn:aws:elasticache:eu-west-1:123456789012:user:cache-cache-users-iam-'),
              {
                'Fn::Join': [
                  '',
                  [
                    'arn:aws:elasticache:eu-west-1:123456789012:replicationgroup:',
                    { 'Fn::GetStackOutput': Match.anyValue() },
                  ],
                ],
              },
            ],
          },
        ],
      },
    });
  });

  test.each([
    [password, 1],
    [CacheAccess.both(CacheRotation.off('a test')), 2],
  ])('by password allows to read the secret: %#', (access, statements) => {
    const [policy] = Object.values(grant(access).consumer.findResources('AWS::IAM::Policy'));
    const { Statement } = policy.Properties.PolicyDocument;
    expect(Statement).toHaveLength(statements);
    expect(Statement[0].Action).toContain('secretsmanager:GetSecretValue');
  });

  test('refuses a consumer outside of the VPC', () => {
    const stack = cacheStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    expect(() => buildCache(stack).grantConnect({ connections: new ec2.Connections() }, role)).toThrow(
      "ReplicatedCache at 'cache/Cache': grantConnect needs a consumer with a security group. Run it in the VPC",
    );
  });
});
