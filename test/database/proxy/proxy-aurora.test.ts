import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { AuroraCapacity } from '../../../lib/database/aurora/aurora-capacity';
import { AuroraEngine } from '../../../lib/database/aurora/aurora-engine';
import { AuroraReaders } from '../../../lib/database/aurora/aurora-readers';
import { AuroraSource } from '../../../lib/database/aurora/aurora-source';
import { ProxyLogin } from '../../../lib/database/proxy/proxy-login';
import { policyFindings } from '../../support/growth';
import { addAurora, AuroraTestProps, buildAurora } from '../aurora/aurora-support';
import { ENV, quickApp, testVpc } from '../support';
import { addProxy, buildProxy, ProxyTestProps } from './proxy-support';

const mysql = (version: rds.AuroraMysqlEngineVersion) => AuroraEngine.mysql({ version });

function proxyOf(databaseProps: AuroraTestProps = {}, props: ProxyTestProps = {}) {
  const app = quickApp();
  const database = addAurora(app, databaseProps);
  const stack = new Stack(app, 'proxy', { env: ENV });
  return { app, database, stack, proxy: buildProxy(stack, database, props) };
}

test.each([
  ['POSTGRESQL', AuroraEngine.postgres(), 5432, 'POSTGRES_SCRAM_SHA_256'],
  ['MYSQL', AuroraEngine.mysql(), 3306, 'MYSQL_CACHING_SHA2_PASSWORD'],
])('%s: the cluster is the target, reached by a rule of the stack of the proxy', (family, engine, port, type) => {
  const template = Template.fromStack(proxyOf({ engine }).stack);

  template.hasResourceProperties('AWS::RDS::DBProxyTargetGroup', {
    DBClusterIdentifiers: [{ 'Fn::GetStackOutput': Match.objectLike({ StackName: 'database' }) }],
    DBInstanceIdentifiers: Match.absent(),
  });
  template.hasResourceProperties('AWS::RDS::DBProxy', {
    EngineFamily: family,
    RequireTLS: true,
    Auth: [Match.objectLike({ ClientPasswordAuthType: type })],
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { FromPort: port, ToPort: port });
});

test("the database's stack has what it had, but for outputs", () => {
  const { app } = proxyOf();
  const alone = Template.fromStack(Stack.of(addAurora(quickApp()))).toJSON();
  expect(app.synth().getStackByName('database').template.Resources).toEqual(alone.Resources);
});

test('writes go to the proxy, and reads to the reader endpoint once there is a reader', () => {
  const { proxy } = proxyOf();
  expect(proxy.readerHosts).toEqual([proxy.proxy.endpoint]);

  const read = proxyOf({ readers: AuroraReaders.fixed(1) });
  expect(read.proxy.writerEndpoint.hostname).toBe(read.proxy.proxy.endpoint);
  expect(read.proxy.readerHosts).toEqual([read.database.readerEndpoint.hostname]);
  expect(read.proxy.secret).toBe(read.database.secret);
});

test('with IAM a consumer makes tokens for the one user', () => {
  const { app, proxy } = proxyOf({ masterUsername: 'shop_owner' }, { login: ProxyLogin.iam() });
  const stack = new Stack(app, 'web', { env: ENV });
  const service = new ec2.SecurityGroup(stack, 'Service', { vpc: testVpc(stack) });
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
  proxy.grantConnect(service, role).assertSuccess();
  expect(JSON.stringify(Template.fromStack(stack).findResources('AWS::IAM::Policy'))).toContain('/shop_owner');
});

test.each<[string, AuroraTestProps, ProxyTestProps?]>([
  [
    'database (capacity.minAcu) is 0: a proxy keeps connections open, so that the database never pauses. Set minAcu to 0.5 or more, or leave the proxy out',
    { capacity: AuroraCapacity.serverless({ minAcu: 0, maxAcu: 4 }) },
  ],
  [
    'database (source) is "replicaOf": until its promotion it has the password of its instance, not that of its secret. Add the proxy afterwards',
    {
      engine: AuroraEngine.postgres({ version: rds.AuroraPostgresEngineVersion.VER_17_7 }),
      source: AuroraSource.replicaOf('arn:aws:rds:eu-west-1:123456789012:db:old'),
    },
  ],
  [
    'database (engine version) is "Aurora PostgreSQL 18": we know of RDS Proxy that it takes Aurora PostgreSQL 11, 12, 13, 14, 15, 16, 17. Where this one is documented, name the page by unlistedVersionSource',
    { engine: AuroraEngine.postgres({ version: rds.AuroraPostgresEngineVersion.of('18', '18') }) },
  ],
  [
    'database (engine version) is "Aurora MySQL 8.4": we know of RDS Proxy that it takes Aurora MySQL 2.07, 2.11 and later of 2, and 3. Where this one is documented, name the page by unlistedVersionSource',
    { engine: mysql(rds.AuroraMysqlEngineVersion.of('8.4', '8.4')) },
  ],
])('%s', (message, databaseProps) => {
  expect(() => proxyOf(databaseProps)).toThrow(
    expect.objectContaining({ message: `DatabaseProxy at 'proxy/Proxy':\n  - ${message}` }),
  );
});

test('a proxy fronts no proxy', () => {
  const app = quickApp();
  const first = addProxy(app);
  expect(() => buildProxy(new Stack(app, 'second', { env: ENV }), first)).toThrow(
    'DatabaseProxy at \'second/Proxy\':\n  - database is "proxy/Proxy": a proxy fronts a ReplicatedDatabase or an AuroraDatabase. Pass one of them',
  );
});

test('no finding is left on a proxy of a cluster', () => {
  const build = (stack: Stack) => {
    buildProxy(new Construct(stack, 'Pool'), buildAurora(stack, { readers: AuroraReaders.fixed(1) }));
    const scope = new Construct(stack, 'Mysql');
    buildProxy(new Construct(scope, 'Pool'), buildAurora(scope, { engine: AuroraEngine.mysql() }));
  };
  expect(policyFindings(build, ENV)).toEqual([]);
});
