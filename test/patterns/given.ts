import { Duration } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import {
  CacheAccess,
  CacheRotation,
  DatabaseEngine,
  DatabaseTuning,
  FlowLogs,
  GrowthStage,
  IpList,
  QueueOrder,
  RateLimit,
  RedirectKind,
  ScalableAppProps,
} from '../../index';
import { base } from './support';

/** Made elsewhere: nothing of it stands in the app's templates. */
export const KEY = 'arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab';
export const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:on-call';
export const ROLE = 'arn:aws:iam::111111111111:role/mine';
const image = ecs.ContainerImage.fromRegistry('public.ecr.aws/docker/library/busybox:stable');
export const order = QueueOrder.standard();
const domain = {
  names: ['www.example.com'],
  hostedZoneId: 'Z0123456789ABC',
  zoneName: 'example.com',
  redirects: { names: ['example.org'], zones: [{ hostedZoneId: 'Z0123456789ORG', zoneName: 'example.org' }] },
};

/** Something other than the default for each part of an app. */
export function given(scope: Construct): Partial<ScalableAppProps> {
  const key = kms.Key.fromKeyArn(scope, 'Key', KEY);
  return {
    stage: GrowthStage.HUNDRED_THOUSAND,
    account: '111111111111',
    region: 'eu-west-1',
    environment: { LOG_LEVEL: 'info' },
    network: { cidr: '10.9.0.0/16', flowLogs: FlowLogs.allTraffic() },
    web: {
      ...base.web,
      containerPort: 8080,
      healthCheckPath: '/health',
      healthCheckCodes: '200-204',
      healthCheckInterval: Duration.seconds(20),
      deregistrationDelay: Duration.seconds(90),
      scaling: { cpuPercent: 50 },
      sidecars: [{ name: 'collector', image }],
      taskRole: iam.Role.fromRoleArn(scope, 'WebRole', ROLE),
      environment: { LOG_LEVEL: 'debug' },
      executeCommand: true,
    },
    database: {
      engine: DatabaseEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
      databaseName: 'shop',
      masterUsername: 'owner',
      replicaZones: ['eu-west-1b', 'eu-west-1a'],
      encryptionKey: key,
      backupRetention: Duration.days(14),
      backupWindow: '01:00-02:00',
      maintenanceWindow: 'mon:04:30-mon:05:30',
      tuning: DatabaseTuning.postgres({ statementTimeout: Duration.seconds(30) }),
      alarmThresholds: { cpuPercent: 65 },
      rotateEvery: Duration.days(7),
      backupRegion: 'eu-south-1',
      backupCopyRetention: Duration.days(5),
      proxy: { pool: { borrowTimeout: Duration.seconds(20) } },
    },
    cache: {
      access: CacheAccess.password(CacheRotation.off('rotated by hand')),
      port: 7000,
      encryptionKey: key,
      alarmThresholds: { memoryPercent: 70 },
      maintenanceWindow: 'mon:04:30-mon:05:30',
    },
    tables: {
      sessions: {
        partitionKey: { name: 'session', type: dynamodb.AttributeType.STRING },
        ttlAttribute: 'until',
        maxWriteRequestUnits: 1_000,
      },
    },
    storage: {
      uploads: {
        encryptionKey: key,
        corsRules: [{ allowedMethods: [s3.HttpMethods.PUT], allowedOrigins: ['https://www.example.com'] }],
      },
    },
    jobs: {
      order,
      longestJob: Duration.seconds(90),
      jobDuration: Duration.seconds(5),
      maxReceives: 3,
      cpu: 1024,
      memoryMiB: 2048,
      sidecars: [{ name: 'agent', image }],
      environment: { LOG_LEVEL: 'trace' },
      jobsAtOnce: 4,
    },
    events: {
      order,
      encryptionKey: key,
      subscribers: [
        { name: 'Billing', longestJob: Duration.seconds(30), jobDuration: Duration.seconds(2), executeCommand: true },
      ],
    },
    edge: {
      domain,
      assetsPath: '/static',
      webAcl: { rateLimits: [RateLimit.perIp({ requests: 500 })], allow: IpList.of('192.0.2.0/24') },
      geoRestriction: cloudfront.GeoRestriction.allowlist('FR'),
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      originReadTimeout: Duration.seconds(60),
      originKeepAlive: Duration.seconds(40),
      redirectKind: RedirectKind.temporary(),
      originFacingPrefixListId: 'pl-12345678',
    },
    operations: {
      alarmEmails: ['ops@example.com'],
      topic: sns.Topic.fromTopicArn(scope, 'OnCall', TOPIC),
      thresholds: { errorPercent: 2 },
      costs: { onlyTag: { key: 'app', value: 'shop' } },
    },
  };
}
