import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { IMonitoredDatabase } from '../../lib/monitoring/monitored-database';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { SteadyStateProps } from '../../lib/monitoring/steady-state-props';
import { quickApp } from '../edge/support';

export const HOME = { account: '111122223333', region: 'eu-west-1' };

function vpc(stack: Stack): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: 'vpc-0123456789abcdef0',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
    privateSubnetRouteTableIds: ['rtb-0123456789abcdef0', 'rtb-0123456789abcdef1'],
  });
}

/** A platform team's own web stack, made of plain L2s. */
function web(stack: Stack) {
  const network = vpc(stack);
  const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'LoadBalancer', { vpc: network });
  const group = (id: string) =>
    new elbv2.ApplicationTargetGroup(stack, id, { vpc: network, port: 80, targetType: elbv2.TargetType.IP });
  const targetGroups = [group('Blue'), group('Green')];
  loadBalancer.addListener('Http', { port: 80, open: false, defaultTargetGroups: [targetGroups[0]] });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx') });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: network });
  const service = new ecs.FargateService(stack, 'Service', {
    cluster,
    taskDefinition,
    minHealthyPercent: 100,
    circuitBreaker: { rollback: true },
  });
  const ids = ['AwsSolutions-ELB2', 'AwsSolutions-EC23', 'AwsSolutions-ECS4'];
  for (const id of ids) Validations.of(stack).acknowledge({ id, reason: 'Stands in for what is watched.' });
  return { loadBalancer, targetGroups, service };
}

function data(stack: Stack, replicaCount: number): IMonitoredDatabase {
  const network = vpc(stack);
  const instance = new rds.DatabaseInstance(stack, 'Writer', {
    vpc: network,
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17 }),
    storageEncrypted: true,
  });
  const replicas = Array.from(
    { length: replicaCount },
    (_, index) =>
      new rds.DatabaseInstanceReadReplica(stack, `Reader${index + 1}`, {
        vpc: network,
        sourceDatabaseInstance: instance,
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.T4G, ec2.InstanceSize.MEDIUM),
      }),
  );
  const alarm = (database: rds.IDatabaseInstance, metricName: string) =>
    new cloudwatch.Alarm(stack, `${database.node.id}${metricName}`, {
      metric: database.metric(metricName),
      threshold: 1,
      evaluationPeriods: 3,
    });
  const alarms = [
    ...['CPUUtilization', 'DatabaseConnections', 'FreeStorageSpace'].map((name) => alarm(instance, name)),
    ...replicas.map((replica) => alarm(replica, 'ReplicaLag')),
  ];
  return { instance, replicas, alarms };
}

export interface Watched {
  readonly app: App;
  readonly stacks: { web: Stack; data: Stack; edge: Stack; ops: Stack };
  readonly steadyState: SteadyState;
  readonly distribution: cloudfront.Distribution;
}

const known = new Map<string, Watched>();

/** An app of four stacks, of which the last watches the others; the plain ones are made once, as nobody changes them. */
export function watchedApp(
  level: SteadyStateLevel,
  ...special: Parameters<typeof makeWatchedApp> extends [unknown, ...infer R] ? R : never
): Watched {
  if (special.length > 0) return makeWatchedApp(level, ...special);
  const watched = known.get(level.name) ?? makeWatchedApp(level);
  known.set(level.name, watched);
  return watched;
}

function makeWatchedApp(
  level: SteadyStateLevel,
  more: (ops: Stack) => Partial<SteadyStateProps> = () => ({}),
  env = HOME,
  replicas = 1,
  app = quickApp(),
): Watched {
  const stack = (name: string) => new Stack(app, `acme-${name}`, { env });
  const stacks = { web: stack('web'), data: stack('data'), edge: stack('edge'), ops: stack('ops') };
  const { loadBalancer, targetGroups, service } = web(stacks.web);
  const database = data(stacks.data, replicas);
  const distribution = new cloudfront.Distribution(stacks.edge, 'Distribution', {
    defaultBehavior: { origin: new origins.HttpOrigin('origin.example.com') },
  });
  const steadyState = new SteadyState(stacks.ops, 'SteadyState', {
    level,
    loadBalancer,
    targetGroups,
    service,
    minTasks: 2,
    database,
    distribution,
    emails: ['oncall@example.com'],
    ...more(stacks.ops),
  });
  return { app, stacks, steadyState, distribution };
}

export interface AlarmProperties {
  AlarmDescription: string;
  Threshold: number;
  EvaluationPeriods: number;
  DatapointsToAlarm: number;
  ComparisonOperator: string;
  TreatMissingData: string;
  Metrics?: { Id: string; Expression?: string; MetricStat?: object; ReturnData?: boolean }[];
  [name: string]: unknown;
}

/** Alarms of a stack by the name that the construct gives them. */
export function alarms(stack: Stack): Record<string, AlarmProperties> {
  const resources = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm');
  return Object.fromEntries(
    Object.entries(resources).map(([id, resource]) => [
      id.replace(/^SteadyState|^Alarms/, '').replace(/[0-9A-F]{8}$/, ''),
      resource.Properties as AlarmProperties,
    ]),
  );
}

export const expression = (alarm: AlarmProperties) =>
  alarm.Metrics?.find((query) => query.Expression)?.Expression as string;

/** The metric of an alarm, or one of those that its expression is made of. */
export const metric = (alarm: AlarmProperties, index = 0) => alarm.Metrics?.[index].MetricStat;
