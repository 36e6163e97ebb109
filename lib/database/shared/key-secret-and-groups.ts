import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct, IConstruct } from 'constructs';
import { DatabaseTuning } from '../tuning/database-tuning';
import { RotationFunction } from './rotation-function';

/** The group of all instances of a database. Nobody is in it until `grantConnect` lets them in. */
export function makeSecurityGroup(scope: Construct, vpc: ec2.IVpc, removal: RemovalPolicy): ec2.SecurityGroup {
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    description: 'Database: open to the security groups of its consumers',
    allowAllOutbound: false,
  });
  // What a retained instance uses cannot be deleted, and would fail the deletion of the stack.
  securityGroup.applyRemovalPolicy(removal);
  return securityGroup;
}

export function makeSubnetGroup(
  scope: Construct,
  vpc: ec2.IVpc,
  vpcSubnets: ec2.SubnetSelection,
  removalPolicy: RemovalPolicy,
): rds.SubnetGroup {
  return new rds.SubnetGroup(scope, 'SubnetGroup', {
    vpc,
    vpcSubnets,
    description: 'Subnets of the database',
    removalPolicy,
  });
}

/** What an engine, RDS's or Aurora's, and its user say of the parameters. */
interface ParametersInput {
  readonly engine: { readonly _engine: rds.IEngine; readonly _traits: { readonly parameters: Record<string, string> } };
  readonly tuning: DatabaseTuning;
  readonly parameters: Record<string, string>;
}

/** The user's own parameters have the last word, over those of the tuning and of this library. */
function parametersOf({ engine, tuning, parameters }: ParametersInput): Record<string, string> {
  return { ...engine._traits.parameters, ...tuning._parameters(), ...parameters };
}

export function makeParameterGroup(
  scope: Construct,
  input: ParametersInput,
  removalPolicy: RemovalPolicy,
): rds.ParameterGroup {
  return new rds.ParameterGroup(scope, 'ParameterGroup', {
    engine: input.engine._engine,
    description: 'Parameters of the database',
    parameters: parametersOf(input),
    removalPolicy,
  });
}

/** The parameters of the writer, and more. It goes with the replicas. */
export function makeReplicaParameterGroup(
  scope: Construct,
  input: ParametersInput,
  more: Record<string, string>,
): rds.ParameterGroup {
  return new rds.ParameterGroup(scope, 'ReplicaParameterGroup', {
    engine: input.engine._engine,
    description: 'Parameters of the read replicas',
    parameters: { ...parametersOf(input), ...more },
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** A database whose password may rotate. */
interface Rotated extends Construct, ec2.IConnectable {
  readonly secret: secretsmanager.ISecret;
  readonly port: number;
}

interface RotationInput {
  readonly rotation: { readonly days: number; readonly subnets: ec2.SubnetSelection } | undefined;
  readonly logRetention: logs.RetentionDays;
  readonly input: { readonly engine: { readonly _traits: { readonly rotationHandler: string } } };
}

/** The function that rotates the password; none while rotation is off. */
export function makeRotation(
  database: Rotated,
  { rotation, logRetention, input }: RotationInput,
  vpc: ec2.IVpc,
): lambda.IFunction | undefined {
  if (!rotation) return undefined;
  return new RotationFunction(database, 'Rotation', {
    vpc,
    subnets: rotation.subnets,
    everyDays: rotation.days,
    handler: input.engine._traits.rotationHandler,
    secret: database.secret,
    database,
    port: database.port,
    logRetention,
  }).function;
}

export function makeKey(scope: Construct, removalPolicy: RemovalPolicy): kms.Key {
  return new kms.Key(scope, 'Key', {
    description: 'Storage, snapshots and backups of the database',
    multiRegion: true,
    enableKeyRotation: true,
    removalPolicy,
  });
}

export interface SecretOptions {
  readonly username: string;
  /** Why the password does not rotate, if it does not. */
  readonly rotationOffReason: string | undefined;
  readonly removalPolicy: RemovalPolicy;
}

export function makeSecret(scope: Construct, options: SecretOptions): secretsmanager.Secret {
  const secret = new secretsmanager.Secret(scope, 'Secret', {
    description: 'Credentials of the database',
    // Nothing here may change later: a new template would mean a new password, which the database does not know.
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ username: options.username }),
      generateStringKey: 'password',
      passwordLength: 32,
      excludePunctuation: true,
      includeSpace: false,
    },
    removalPolicy: options.removalPolicy,
  });
  const reason = options.rotationOffReason;
  if (reason !== undefined) Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason });
  return secret;
}

/** What consumers of a database are let through to. */
export interface Reachable {
  readonly className: string;
  readonly construct: IConstruct;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly port: number;
}

/** Rules and permissions that stand in the consumer's stack. */
export function grantConnect(
  database: Reachable & { readonly secret: secretsmanager.ISecret },
  consumer: ec2.IConnectable,
  grantee: iam.IGrantable,
): iam.Grant {
  allowConsumer(database, consumer);
  return database.secret.grantRead(grantee);
}

/** Rules that stand in the consumer's stack. */
export function allowConsumer(database: Reachable, consumer: ec2.IConnectable): void {
  const { className, construct, securityGroup, port } = database;
  const groups = consumer.connections.securityGroups;
  if (groups.length === 0) {
    throw new Error(
      `${className} at '${construct.node.path}': grantConnect needs a consumer with a security group. Run it in the VPC`,
    );
  }
  for (const group of groups) {
    // A remote rule: it stands in the consumer's stack.
    securityGroup.addIngressRule(group, ec2.Port.tcp(port), 'Database', true);
    if (!group.allowAllOutbound) group.addEgressRule(securityGroup, ec2.Port.tcp(port), 'Database');
  }
}

export function acknowledgePort(instance: IConstruct, port: number, enginePort: number): void {
  if (port !== enginePort) return;
  Validations.of(instance).acknowledge({
    id: 'AwsSolutions-RDS11',
    reason: "Consumers' security groups alone reach the port, in isolated subnets: another number would hide nothing.",
  });
}
