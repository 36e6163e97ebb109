import { CfnDeletionPolicy, CfnResource, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledgePort } from '../shared/key-secret-and-groups';
import { AuroraSettings } from './aurora-settings';

/** What a cluster is made with, beside the settings. */
export interface ClusterParts {
  readonly subnetGroupName: string;
  readonly securityGroupId: string;
  readonly parameterGroup: rds.IParameterGroup;
  readonly keyArn: string;
  readonly secret: secretsmanager.ISecret;
}

/**
 * The cluster. By the L1: the L2s are one class each for an empty database and one from a snapshot, have none for a clone
 * or a promoted replica, and this must stay one resource from one to the other.
 */
export function makeCluster(scope: Construct, settings: AuroraSettings, parts: ClusterParts): rds.CfnDBCluster {
  const { input, identity } = settings;
  const { _acus } = input.capacity;
  const cluster = new rds.CfnDBCluster(scope, 'Cluster', {
    engine: input.engine._engine.engineType,
    engineVersion: input.engine._fullVersion,
    autoMinorVersionUpgrade: input.engine._isSeries,
    dbSubnetGroupName: parts.subnetGroupName,
    vpcSecurityGroupIds: [parts.securityGroupId],
    dbClusterParameterGroupName: parts.parameterGroup.bindToCluster({}).parameterGroupName,
    port: input.port,
    storageEncrypted: true,
    kmsKeyId: parts.keyArn,
    storageType: settings.storage._type,
    databaseName: identity.named ? input.databaseName : undefined,
    masterUsername: identity.named ? input.masterUsername : undefined,
    masterUserPassword: identity.password ? parts.secret.secretValueFromJson('password').unsafeUnwrap() : undefined,
    ...input.source._properties,
    globalClusterIdentifier:
      input.globalMembership._role === 'secondary' ? input.globalMembership._globalClusterIdentifier : undefined,
    serverlessV2ScalingConfiguration: _acus && {
      minCapacity: _acus.min,
      maxCapacity: _acus.max,
      secondsUntilAutoPause: _acus.min === 0 ? (_acus.pauseAfter?.toSeconds() ?? 300) : undefined,
    },
    backtrackWindow: input.backtrack._window?.toSeconds(),
    backupRetentionPeriod: input.backupRetentionDays,
    preferredBackupWindow: input.backupWindow,
    preferredMaintenanceWindow: input.maintenanceWindow,
    copyTagsToSnapshot: true,
    deletionProtection: input.protectionOffReason === undefined,
    deleteAutomatedBackups: input.protectionOffReason !== undefined,
    enableIamDatabaseAuthentication: settings.iamAuthentication,
    enableCloudwatchLogsExports: [...input.engine._traits.logExports],
    ...insightsOf(settings),
  });
  cluster.applyRemovalPolicy(settings.removal.cluster);
  acknowledgeCluster(cluster, settings);
  return cluster;
}

/** Its key is left to RDS: to name one later may replace instances. */
function insightsOf({ insights }: AuroraSettings): Partial<rds.CfnDBClusterProps> {
  return insights
    ? { performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 7, databaseInsightsMode: 'standard' }
    : { performanceInsightsEnabled: false };
}

/** One instance of the cluster, which holds no data of its own. `number` is 0 for the writer. */
export function makeInstance(
  scope: Construct,
  settings: AuroraSettings,
  cluster: rds.CfnDBCluster,
  number: number,
): rds.CfnDBInstance {
  const { input, zones, insights } = settings;
  const instance = new rds.CfnDBInstance(scope, number === 0 ? 'Writer' : `Reader${number}`, {
    dbClusterIdentifier: cluster.ref,
    dbInstanceClass: input.instanceType === undefined ? 'db.serverless' : `db.${input.instanceType}`,
    engine: input.engine._engine.engineType,
    // Instances in a row stand in different zones, whatever the zones are called in this account.
    availabilityZone: zones[number % zones.length],
    // The first reader takes over, and grows with a serverless writer; the others follow their own load.
    promotionTier: Math.min(number, 2),
    autoMinorVersionUpgrade: input.engine._isSeries,
    preferredMaintenanceWindow: input.maintenanceWindow,
    publiclyAccessible: false,
    caCertificateIdentifier: 'rds-ca-rsa2048-g1',
    enablePerformanceInsights: insights,
    performanceInsightsRetentionPeriod: insights ? 7 : undefined,
  });
  applyInstancePolicy(instance, number === 0 ? settings.removal.writer : RemovalPolicy.DESTROY);
  acknowledgeInstance(instance, settings);
  return instance;
}

/** A retained cluster keeps its writer, so that it goes on; one that is replaced is not needed any more. */
function applyInstancePolicy(instance: CfnResource, policy: RemovalPolicy): void {
  instance.cfnOptions.deletionPolicy =
    policy === RemovalPolicy.RETAIN ? CfnDeletionPolicy.RETAIN : CfnDeletionPolicy.DELETE;
  instance.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.DELETE;
}

/** RDS makes the log groups of a cluster, so that their retention can only be set afterwards. */
export function retainLogs(scope: Construct, settings: AuroraSettings, cluster: rds.CfnDBCluster): void {
  for (const type of settings.input.engine._traits.logExports) {
    new logs.LogRetention(scope, `${type}LogRetention`, {
      logGroupName: `/aws/rds/cluster/${cluster.ref}/${type}`,
      retention: settings.logRetention,
    });
  }
}

function acknowledgeCluster(cluster: Construct, { input, iamAuthentication }: AuroraSettings): void {
  const acknowledge = (id: string, reason: string) => Validations.of(cluster).acknowledge({ id, reason });
  acknowledgePort(cluster, input.port, input.engine._traits.port);
  if (!iamAuthentication)
    acknowledge('AwsSolutions-RDS6', 'Apps log in by the password of the secret; IAM tokens are a choice of the user.');
  if (input.protectionOffReason !== undefined) acknowledge('AwsSolutions-RDS10', input.protectionOffReason);
  acknowledgeSource(cluster, input.source._kind);
  if (!input.engine._traits.backtrack) return;
  if (!input.backtrack._window)
    acknowledge('AwsSolutions-RDS14', 'AuroraBacktrack.off() was chosen: point-in-time recovery is there.');
  acknowledge(
    'AwsSolutions-RDS16',
    'Errors and slow statements are exported; the general and audit logs hold every statement, with what users typed.',
  );
}

/**
 * CloudFormation restores first, and then modifies the cluster by what the restoration takes no account of: see
 * `modifyDbClusterAfterCreateRequest` in
 * https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-rds/blob/master/aws-rds-dbcluster/src/main/java/software/amazon/rds/dbcluster/Translator.java
 */
function acknowledgeSource(cluster: Construct, kind: string): void {
  if (kind === 'empty' || kind === 'replica') return;
  Validations.of(cluster).acknowledge({
    id: 'CloudFormation-Validate::F3021',
    reason: 'The user comes with the data, and only its password is set, by the modification that follows.',
  });
  if (kind !== 'clone' && kind !== 'pointInTime') return;
  Validations.of(cluster).acknowledge({
    id: 'CloudFormation-Validate::W3689',
    reason:
      'The restoration leaves the password out, and the modification that follows sets it; the key needs encryption.',
  });
}

function acknowledgeInstance(instance: Construct, { input }: AuroraSettings): void {
  acknowledgePort(instance, input.port, input.engine._traits.port);
  Validations.of(instance).acknowledge({
    id: 'CloudFormation-Validate::W3010',
    reason: "The zone is one of the VPC's own, so that instances spread.",
  });
}
