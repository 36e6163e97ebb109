import { Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { DatabaseProxy } from '../../../lib/database/proxy/database-proxy';
import { ProxyLogin } from '../../../lib/database/proxy/proxy-login';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { Network } from '../../../lib/network/network';
import { addDatabase, ENV, quickApp, testVpc, TestProps } from '../support';
import { addProxy, ProxyTestProps, synthProxy } from './proxy-support';

const ISOLATED = ['subnet-0123456789abcde21', 'subnet-0123456789abcde22', 'subnet-0123456789abcde23'];
const OF_DATABASE = { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'database' }) };

describe('a proxy', () => {
  const template = synthProxy();

  test('takes TLS and the password of the secret, in all subnets, under a name of its own', () => {
    template.hasResourceProperties('AWS::RDS::DBProxy', {
      DBProxyName: Match.stringLikeRegexp('^proxy-'),
      EngineFamily: 'POSTGRESQL',
      RequireTLS: true,
      DebugLogging: false,
      IdleClientTimeout: 1800,
      VpcSubnetIds: ISOLATED,
      EndpointNetworkType: 'IPV4',
      TargetConnectionNetworkType: 'IPV4',
      Auth: [
        {
          AuthScheme: 'SECRETS',
          ClientPasswordAuthType: 'POSTGRES_SCRAM_SHA_256',
          IAMAuth: 'DISABLED',
          SecretArn: OF_DATABASE,
        },
      ],
    });
  });

  test('fronts the writer with a pool that leaves room', () => {
    template.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
      TargetGroupName: 'default',
      DBInstanceIdentifiers: [OF_DATABASE],
      ConnectionPoolConfigurationInfo: {
        ConnectionBorrowTimeout: 10,
        MaxConnectionsPercent: 90,
        MaxIdleConnectionsPercent: 45,
        SessionPinningFilters: Match.absent(),
      },
    });
  });

  test('may read that secret and do nothing else', () => {
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
            Resource: OF_DATABASE,
          },
        ],
      },
    });
    template.resourceCountIs('AWS::IAM::Policy', 1);
  });

  test('waits for its way to the database, its right to the secret and its log group', () => {
    const ids = (type: string) => Object.keys(template.findResources(type));
    const needed = [
      ...ids('AWS::EC2::SecurityGroupIngress'),
      ...ids('AWS::EC2::SecurityGroupEgress'),
      ...ids('AWS::IAM::Policy'),
      ...ids('AWS::Logs::LogGroup'),
    ];
    expect(needed).toHaveLength(4);
    for (const type of ['AWS::RDS::DBProxy', 'AWS::RDS::DBProxyTargetGroup']) {
      const [resource] = Object.values(template.findResources(type));
      expect(resource.DependsOn).toEqual(expect.arrayContaining(needed));
    }
  });

  test('reaches the database and nothing else, by rules of its own stack', () => {
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Database proxy: open to the security groups of its consumers',
      SecurityGroupIngress: Match.absent(),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: OF_DATABASE,
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^ProxySecurityGroup'), 'GroupId'] },
      FromPort: 5432,
      ToPort: 5432,
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
      DestinationSecurityGroupId: OF_DATABASE,
      FromPort: 5432,
      ToPort: 5432,
    });
  });

  test('logs where RDS writes, for a month', () => {
    const [proxy] = Object.values(template.findResources('AWS::RDS::DBProxy'));
    template.hasResource('AWS::Logs::LogGroup', {
      DeletionPolicy: 'Delete',
      Properties: { LogGroupName: `/aws/rds/proxy/${proxy.Properties.DBProxyName}`, RetentionInDays: 30 },
    });
  });

  test('takes settings', () => {
    synthProxy({
      logRetention: logs.RetentionDays.ONE_WEEK,
      pool: {
        maxConnectionsPercent: 70,
        maxIdleConnectionsPercent: 10,
        borrowTimeout: Duration.seconds(30),
        idleClientTimeout: Duration.minutes(10),
      },
    }).hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
      ConnectionPoolConfigurationInfo: {
        ConnectionBorrowTimeout: 30,
        MaxConnectionsPercent: 70,
        MaxIdleConnectionsPercent: 10,
      },
    });
  });

  test('speaks MySQL', () => {
    const mysql = synthProxy({ pool: { shareAfterSet: true } }, { engine: DatabaseEngine.mysql() });
    mysql.hasResourceProperties('AWS::RDS::DBProxy', {
      EngineFamily: 'MYSQL',
      Auth: [Match.objectLike({ ClientPasswordAuthType: 'MYSQL_CACHING_SHA2_PASSWORD' })],
    });
    mysql.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
      ConnectionPoolConfigurationInfo: Match.objectLike({ SessionPinningFilters: ['EXCLUDE_VARIABLE_SETS'] }),
    });
  });
});

test("the database's stack has what it had, but for outputs", () => {
  const app = quickApp();
  addProxy(app, {}, { readReplicas: 1 });
  const assembly = app.synth();
  const alone = Template.fromStack(Stack.of(addDatabase(quickApp(), { readReplicas: 1 }))).toJSON();

  expect(assembly.getStackByName('database').template.Resources).toEqual(alone.Resources);
  expect(assembly.getStackByName('database').dependencies.map(({ id }) => id)).not.toContain('proxy');
});

test.each([
  ['shop-database-proxy', ['Shop', 'Proxy']],
  [`s${'h'.repeat(120)}op`, ['Shop', 'Proxy']],
  ['Shop-2026', ['1st', 'Proxy']],
])('the name in stack %s is one that RDS takes, and always the same', (stackName) => {
  const nameOf = () => {
    const app = quickApp();
    const stack = new Stack(app, 'own', { env: ENV, stackName });
    const proxy = new DatabaseProxy(stack, 'Proxy', {
      database: addDatabase(app),
      vpc: testVpc(stack),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });
    return proxy.proxyName;
  };
  expect(nameOf()).toMatch(/^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$/);
  expect(nameOf()).toBe(nameOf());
});

test('it stands in all isolated subnets of a network, whatever the stage uses of them', () => {
  const app = quickApp();
  const stack = new Stack(app, 'network', { env: ENV });
  const network = new Network(stack, 'Network', { zonesInUse: 2 });
  const database = addDatabase(app);
  new DatabaseProxy(stack, 'Proxy', { database, vpc: network.vpc, vpcSubnets: network.allIsolatedSubnets });

  const [proxy] = Object.values(Template.fromStack(stack).findResources('AWS::RDS::DBProxy'));
  expect(proxy.Properties.VpcSubnetIds).toHaveLength(3);
});

describe('to apps it is the database', () => {
  test('with another host to write to', () => {
    const proxy = addProxy(quickApp(), {}, { readReplicas: 2, databaseName: 'shop' });

    expect(proxy.writerEndpoint.hostname).toBe(proxy.proxy.endpoint);
    expect(proxy.port).toBe(5432);
    expect(proxy.databaseName).toBe('shop');
  });

  test('with the same secret and the same replicas', () => {
    const app = quickApp();
    const database = addDatabase(app, { readReplicas: 2 });
    const stack = new Stack(app, 'proxy', { env: ENV });
    const proxy = new DatabaseProxy(stack, 'Proxy', {
      database,
      vpc: testVpc(stack),
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    });

    expect(proxy.secret).toBe(database.secret);
    expect(proxy.readerHosts).toEqual(database.readerHosts);
  });

  test('and reads through the proxy while there is no replica', () => {
    const proxy = addProxy(quickApp());
    expect(proxy.readerHosts).toEqual([proxy.proxy.endpoint]);
  });
});

function consumerOf(props: ProxyTestProps, databaseProps: TestProps) {
  const app = quickApp();
  const proxy = addProxy(app, props, databaseProps);
  const stack = new Stack(app, 'web', { env: ENV });
  const service = new ec2.SecurityGroup(stack, 'Service', { vpc: testVpc(stack) });
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  proxy.grantConnect(service, role).assertSuccess();
  const assembly = app.synth();
  const template = Template.fromJSON(assembly.getStackByName('web').template);
  const statements = Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }): { Action: string | string[] }[] => Properties.PolicyDocument.Statement,
  );
  return {
    template,
    actions: statements.flatMap(({ Action }) => Action),
    dependencies: assembly.getStackByName('proxy').dependencies.map(({ id }) => id),
  };
}

const SECRET = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];

describe('grantConnect', () => {
  test('lets the consumer in to the proxy, by a rule of its own stack', () => {
    const { template, actions, dependencies } = consumerOf({}, {});

    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'proxy' }) },
      FromPort: 5432,
      ToPort: 5432,
    });
    expect(actions.sort()).toEqual(SECRET);
    expect(dependencies).not.toContain('web');
  });

  test('lets it in to the replicas as well, directly', () => {
    const { template, actions } = consumerOf({}, { readReplicas: 1 });

    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 2);
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: OF_DATABASE });
    expect(actions.sort()).toEqual(SECRET);
  });

  test('lets it make tokens for the one user, and read no password, with IAM', () => {
    const { template, actions } = consumerOf({ login: ProxyLogin.iam() }, { masterUsername: 'shop_owner' });

    expect(actions).toEqual(['rds-db:connect']);
    expect(JSON.stringify(template.findResources('AWS::IAM::Policy'))).toContain('/shop_owner');
  });

  test('lets it read the password for the replicas, with IAM as well', () => {
    const { actions } = consumerOf({ login: ProxyLogin.iam() }, { readReplicas: 1 });
    expect(actions.sort()).toEqual(['rds-db:connect', ...SECRET]);
  });

  test('refuses a consumer without a security group', () => {
    const proxy = addProxy(quickApp());
    expect(() => proxy.grantConnect({ connections: new ec2.Connections() }, new iam.AccountRootPrincipal())).toThrow(
      "DatabaseProxy at 'proxy/Proxy': grantConnect needs a consumer with a security group. Run it in the VPC",
    );
  });
});

test('with IAM the proxy takes tokens alone', () => {
  synthProxy({ login: ProxyLogin.iam() }).hasResourceProperties('AWS::RDS::DBProxy', {
    Auth: [{ AuthScheme: 'SECRETS', IAMAuth: 'REQUIRED', SecretArn: OF_DATABASE }],
  });
});
