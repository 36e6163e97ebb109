import { ArnFormat, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { CacheAccess } from './cache-access';
import { CacheRotationFunction } from './rotation-function';
import { cacheResourceName } from './unique-name';

export interface CacheUsersProps {
  readonly access: CacheAccess;
  readonly accessString: string;
  readonly logRetention: logs.RetentionDays;
}

const ENGINE = 'valkey';

/**
 * The users of one cache and their group. A group of the engine `valkey` needs no user `default`: the cache has none
 * then, and nobody gets in without a name.
 */
export class CacheUsers extends Construct {
  readonly group: elasticache.CfnUserGroup;
  readonly secret?: secretsmanager.Secret;
  readonly passwordUser?: elasticache.CfnUser;
  readonly iamUser?: elasticache.CfnUser;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CacheUsersProps,
  ) {
    super(scope, id);
    if (props.access._rotation) {
      const user = new Construct(this, 'App');
      const userId = cacheResourceName(user);
      this.secret = this.makeSecret(user, userId);
      const password = this.secret.secretValueFromJson('password').unsafeUnwrap();
      this.passwordUser = this.makeUser(user, userId, { Type: 'password', Passwords: [password] });
      this.rotate(this.passwordUser, this.secret);
    }
    if (props.access._iam) {
      const user = new Construct(this, 'Iam');
      this.iamUser = this.makeUser(user, cacheResourceName(user), { Type: 'iam' });
    }
    this.group = this.makeGroup();
  }

  /** Lets a role do what logging in takes: read the secret, or make tokens for that cache. */
  grantLogin(grantee: iam.IGrantable, cacheArn: string): iam.Grant {
    const reading = this.secret?.grantRead(grantee);
    if (!this.iamUser) return reading!;
    const connecting = iam.Grant.addToPrincipal({
      grantee,
      actions: ['elasticache:Connect'],
      resourceArns: [cacheArn, this.arnOf('user', this.iamUser.userId)],
    });
    return reading ? reading.combine(connecting) : connecting;
  }

  arnOf(resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({
      service: 'elasticache',
      resource,
      resourceName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  private makeSecret(scope: Construct, username: string): secretsmanager.Secret {
    const secret = new secretsmanager.Secret(scope, 'Secret', {
      description: 'Credentials of the cache',
      // Nothing here may change later: a new template would mean a new password, which the user does not have.
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username }),
        generateStringKey: 'password',
        passwordLength: 32,
        excludePunctuation: true,
        includeSpace: false,
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const reason = this.props.access._rotation?._offReason;
    if (reason !== undefined) Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason });
    return secret;
  }

  private makeUser(scope: Construct, userId: string, authenticationMode: object): elasticache.CfnUser {
    return new elasticache.CfnUser(scope, 'User', {
      engine: ENGINE,
      userId,
      // IAM wants the name to be the id.
      userName: userId,
      accessString: this.props.accessString,
      authenticationMode,
    });
  }

  private rotate(user: elasticache.CfnUser, secret: secretsmanager.ISecret): void {
    const interval = this.props.access._rotation?._interval;
    if (!interval) return;
    const rotation = new CacheRotationFunction(this, 'Rotation', {
      secret,
      userArn: this.arnOf('user', user.userId),
      everyDays: interval.toDays(),
      logRetention: this.props.logRetention,
    });
    // Secrets Manager calls the function as soon as there is a schedule.
    rotation.node.addDependency(user);
  }

  private makeGroup(): elasticache.CfnUserGroup {
    const users = [this.passwordUser, this.iamUser].filter((user) => user !== undefined);
    const group = new elasticache.CfnUserGroup(this, 'Group', {
      engine: ENGINE,
      userGroupId: cacheResourceName(this),
      userIds: users.map(({ userId }) => userId),
    });
    // The ids are plain text, so that nothing else says who comes first.
    for (const user of users) group.addResourceDependency(user);
    return group;
  }
}

export function makeCacheSecurityGroup(scope: Construct, vpc: ec2.IVpc): ec2.SecurityGroup {
  return new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: 'Cache: open to the security groups of its consumers',
    allowAllOutbound: false,
  });
}

/** Lets a consumer's security groups through to a cache's; the rules stand in the consumer's stack. */
export function allowConsumer(
  className: string,
  cache: Construct,
  securityGroup: ec2.SecurityGroup,
  port: ec2.Port,
  consumer: ec2.IConnectable,
): void {
  const groups = consumer.connections.securityGroups;
  if (groups.length === 0) {
    throw new Error(
      `${className} at '${cache.node.path}': grantConnect needs a consumer with a security group. Run it in the VPC`,
    );
  }
  for (const group of groups) {
    // A remote rule: it stands in the consumer's stack.
    securityGroup.addIngressRule(group, port, 'Cache', true);
    if (!group.allowAllOutbound) group.addEgressRule(securityGroup, port, 'Cache');
  }
}
