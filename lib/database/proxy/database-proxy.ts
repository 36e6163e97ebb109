import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { topicsOf } from '../../internal/alarm';
import { checkProps } from '../../internal/checks/check';
import { checkArguments, checkTypes } from '../../internal/checks/types';
import { hyphenatedName } from '../../internal/hyphenated-name';
import { IReplicatedDatabase } from '../rds/i-replicated-database';
import { allowConsumer } from '../shared/key-secret-and-groups';
import { DatabaseProxyProps } from './database-proxy-props';
import { proxyAlarms } from './proxy-alarms';
import { PROXY_DATABASE_CHECK, PROXY_CHECKS, ProxyInput, proxySettingsOf } from './proxy-checks';
import { ProxyLogin } from './proxy-login';
import { proxiedDatabase, ProxiedDatabase } from './proxy-target';

/** RDS takes up to 63 characters. */
const LONGEST_NAME = 63;

/**
 * RDS Proxy before the writer of a `ReplicatedDatabase` or an `AuroraDatabase`: many connections of apps share few of the database, and wait out
 * a failover instead of breaking. To apps it is the database: the same port, user, password and secret, another host for
 * writes. It takes TLS alone.
 *
 * **Readers** are the database's own: a proxy fronts the writer of an RDS instance and no replica, so apps go on reading
 * from the replicas directly, of Aurora by its reader endpoint. Without a replica, reads go through the proxy as well.
 * A proxy keeps connections open, so that an Aurora database that may pause is refused: it never would.
 *
 * **Place it in a stack of its own**, between the database's and those of its consumers: then a proxy that cannot be made
 * undoes no change of the database. Its rule for the database's security group stands beside it, and the database's stack
 * knows nothing of it. The app's stack changes one variable, the host to write to.
 *
 * **Pinning.** A session that sets variables, locks, makes temporary tables or, with PostgreSQL, prepares statements keeps
 * its connection until it ends, and a proxy with nothing but such sessions shares nothing. That is an alarm
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html).
 *
 * **Rotation** goes on as it is: the function changes the one user's password in the database itself, and the proxy takes
 * the new one from the secret. Open connections stay. New ones may fail for the moment between database and secret, so
 * apps try again. Rotation by alternating users does not go with a proxy (aws/aws-cdk#25568); this library has none.
 *
 * **Cost**: 0.015 $ an hour for each vCPU of the writer, two at least: 21.90 a month before t4g.small or m8g.large, 87.60
 * before m8g.2xlarge (https://aws.amazon.com/rds/proxy/pricing/); of serverless Aurora
 * 0.015 for each ACU, eight at least: 87.60; five alarms 0.70; logs 0.50 a GB.
 *
 * **One-way doors**, each set at creation: `vpc`, `vpcSubnets`, IPv4, and the name, which follows from the stack's name and
 * the path. A proxy that is replaced has another host; and as its name is fixed, the replacement is refused before it
 * begins. Pool, login, alarms and database change in place. It holds no data: going back to a stage without it is safe.
 *
 * **Limits**: 20 proxies an account and Region; one writer each; a database at the engine's own port.
 *
 * @example
 * declare const network: Network;
 * declare const database: ReplicatedDatabase;
 * declare const service: ecs.FargateService;
 * const proxy = new DatabaseProxy(this, 'Proxy', {
 *   database,
 *   vpc: network.vpc,
 *   vpcSubnets: network.allIsolatedSubnets,
 * });
 * proxy.grantConnect(service, service.taskDefinition.taskRole);
 */
export class DatabaseProxy extends Construct implements IReplicatedDatabase {
  public readonly writerEndpoint: rds.Endpoint;
  public readonly port: number;
  public readonly databaseName: string;
  public readonly secret: secretsmanager.ISecret;
  public readonly connections: ec2.Connections;

  /** The proxy itself. */
  public readonly proxy: rds.DatabaseProxy;

  /** The name of the proxy, in its metrics and its log group. */
  public readonly proxyName: string;

  /** The security group of the proxy. */
  public readonly securityGroup: ec2.SecurityGroup;

  /** What the proxy reads the secret with. */
  public readonly role: iam.Role;

  private readonly database: IReplicatedDatabase;
  private readonly proxied: ProxiedDatabase;
  private readonly login: ProxyLogin;
  private readonly madeAlarms: cloudwatch.Alarm[];

  constructor(scope: Construct, id: string, props: DatabaseProxyProps) {
    super(scope, id);
    checkTypes(this, 'DatabaseProxy', props);
    checkProps(this, 'DatabaseProxy', props.database, [PROXY_DATABASE_CHECK]);
    this.proxied = proxiedDatabase(props.database)!;
    const input = proxySettingsOf(props, this.proxied);
    checkProps(this, 'DatabaseProxy', input, PROXY_CHECKS);
    this.database = props.database;
    this.login = props.login ?? ProxyLogin.password();
    this.port = props.database.port;
    this.databaseName = props.database.databaseName;
    this.secret = props.database.secret;
    this.proxyName = hyphenatedName(this, LONGEST_NAME, 'p');

    this.securityGroup = this.makeSecurityGroup(props.vpc);
    this.connections = new ec2.Connections({
      securityGroups: [this.securityGroup],
      defaultPort: ec2.Port.tcp(this.port),
    });
    this.role = this.makeRole();
    this.proxy = this.makeProxy(props, input);
    // What it needs to reach the database is there before it: the rule, the right to read the secret, its log group.
    const logGroup = this.makeLogGroup(props.logRetention ?? logs.RetentionDays.ONE_MONTH);
    this.proxy.node.addDependency(this.securityGroup, this.role, logGroup);
    this.writerEndpoint = new rds.Endpoint(this.proxy.endpoint, this.port);
    this.madeAlarms = proxyAlarms(this, this.proxyName, input, topicsOf(props));
  }

  public get readerHosts(): string[] {
    return this.hasReaders ? this.database.readerHosts : [this.writerEndpoint.hostname];
  }

  /** The alarms of the proxy; the database has its own. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.madeAlarms];
  }

  public grantConnect(consumer: ec2.IConnectable, grantee: iam.IGrantable): iam.Grant {
    checkArguments('DatabaseProxy.grantConnect', { consumer, grantee });
    allowConsumer(
      { className: 'DatabaseProxy', construct: this, securityGroup: this.securityGroup, port: this.port },
      consumer,
    );
    const grants: iam.Grant[] = [];
    if (this.login._iam) grants.push(this.proxy.grantConnect(grantee, this.proxied.masterUsername));
    // Replicas are reached directly, by the password, whatever the proxy asks for.
    if (this.hasReaders) grants.push(this.database.grantConnect(consumer, grantee));
    else if (!this.login._iam) grants.push(this.secret.grantRead(grantee));
    return grants.reduce((all, grant) => all.combine(grant));
  }

  private get hasReaders(): boolean {
    return this.proxied.hasReaders;
  }

  private makeSecurityGroup(vpc: ec2.IVpc): ec2.SecurityGroup {
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Database proxy: open to the security groups of its consumers',
      allowAllOutbound: false,
    });
    const { securityGroup: target } = this.proxied;
    // A remote rule: it stands in the proxy's stack.
    target.addIngressRule(securityGroup, ec2.Port.tcp(this.port), 'Database proxy', true);
    securityGroup.addEgressRule(target, ec2.Port.tcp(this.port), 'Database');
    return securityGroup;
  }

  private makeRole(): iam.Role {
    const role = new iam.Role(this, 'Role', {
      description: 'Database proxy: reads the credentials of the database',
      assumedBy: new iam.ServicePrincipal('rds.amazonaws.com'),
    });
    this.secret.grantRead(role);
    return role;
  }

  private makeLogGroup(retention: logs.RetentionDays): logs.LogGroup {
    return new logs.LogGroup(this, 'Logs', {
      // Where RDS writes the log of a proxy of that name; it would make the group itself, and keep it for good.
      logGroupName: `/aws/rds/proxy/${this.proxyName}`,
      retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  private makeProxy(props: DatabaseProxyProps, input: ProxyInput): rds.DatabaseProxy {
    const { clientPasswordType } = this.proxied;
    const proxy = new rds.DatabaseProxy(this, 'Proxy', {
      dbProxyName: this.proxyName,
      proxyTarget: this.proxied.target(this, 'Target'),
      vpc: props.vpc,
      vpcSubnets: props.vpcSubnets,
      securityGroups: [this.securityGroup],
      role: this.role,
      secrets: [this.secret],
      iamAuth: this.login._iam,
      // With IAM there is no password of the client's to speak of.
      clientPasswordAuthType: this.login._iam ? undefined : clientPasswordType,
      requireTLS: true,
      debugLogging: false,
      idleClientTimeout: Duration.seconds(input.idleClientSeconds),
      borrowTimeout: Duration.seconds(input.borrowSeconds),
      maxConnectionsPercent: input.maxConnectionsPercent,
      maxIdleConnectionsPercent: input.maxIdleConnectionsPercent,
      sessionPinningFilters: input.shareAfterSet ? [rds.SessionPinningFilter.EXCLUDE_VARIABLE_SETS] : undefined,
    });
    const resource = proxy.node.defaultChild as rds.CfnDBProxy;
    resource.endpointNetworkType = 'IPV4';
    resource.targetConnectionNetworkType = 'IPV4';
    return proxy;
  }
}
