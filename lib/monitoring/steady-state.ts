import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmSpec, makeAlarm } from '../internal/alarm';
import { validateProps } from '../internal/validation';
import { basicAlarms, distributionErrors, loadBalancerAlarms, serviceAlarms } from './alarms';
import { dashboardRows, DashboardSources } from './dashboard';
import { CLOUDFRONT_REGION, FrontDoorMetrics } from './front-door-metrics';
import { functionAlarms, FunctionMetrics } from './function-metrics';
import { instancesAlarms, InstancesMetrics } from './instances-metrics';
import { LoadBalancerMetrics } from './load-balancer-metrics';
import { alarmTopic, Notifications } from './notifications';
import { ServiceMetrics } from './service-metrics';
import { STEADY_STATE_RULES } from './steady-state-checks';
import { SteadyStateProps } from './steady-state-props';
import { resolveThresholds } from './thresholds';

/**
 * Knows what an app in good health looks like, and tells people when it does not: alarms, a topic, a dashboard.
 *
 * | level | watched |
 * |---|---|
 * | basic | failed requests in percent, unhealthy hosts, no healthy host, the database's alarms |
 * | full | also slow answers (p95, p99), refused connections, fewer hosts than the minimum, CPU and memory of the service, CPU of instances, refused calls of a function, and a dashboard |
 *
 * It may stand in a stack of its own: it reads identifiers of what it watches and changes nothing there but for the
 * outputs that carry them. Alarms in other stacks reach the topic through a rule on the account's event bus, since an
 * action would make their stack depend on this one.
 *
 * **Cost** a month (https://aws.amazon.com/cloudwatch/pricing/): 0.10 $ a metric in an alarm (basic about 0.70 $, full
 * about 1.40 $, 0.10 $ more in us-east-1; the first ten in an account are free), a dashboard 3 $ (the first three are
 * free), the first 1,000 e-mails nothing.
 *
 * **One-way doors**: none. The level, thresholds and everything watched change in place; alarms keep their ids when the
 * level changes. Whoever took the topic's ARN elsewhere keeps it only as long as the construct stays at its path.
 *
 * @example
 * declare const web: WebService;
 * declare const database: ReplicatedDatabase;
 * declare const door: FrontDoor;
 * new SteadyState(this, 'SteadyState', {
 *   level: SteadyStateLevel.full(),
 *   loadBalancer: web.loadBalancer,
 *   targetGroups: web.targetGroups,
 *   service: web.service,
 *   minTasks: 2,
 *   database,
 *   distribution: door.distribution,
 *   emails: ['oncall@example.com'],
 * });
 */
export class SteadyState extends Construct {
  /** The topic that alarms go to. */
  public readonly topic: sns.ITopic;
  /** The dashboard, at the full level. */
  public readonly dashboard?: cloudwatch.Dashboard;

  private readonly watched: cloudwatch.IAlarm[] = [];
  private readonly notifications: Notifications;

  constructor(scope: Construct, id: string, props: SteadyStateProps) {
    super(scope, id);
    validateProps(this, 'SteadyState', props, STEADY_STATE_RULES);
    this.topic = props.topic ?? alarmTopic(this, props.emails ?? [], props.encryptionKey);
    this.notifications = new Notifications(this, this.topic, props.notifyRecovery ?? false);

    const { autoScalingGroup, loadBalancer, service, distribution } = props;
    const metrics = {
      loadBalancer: loadBalancer && new LoadBalancerMetrics(loadBalancer, props.targetGroups ?? []),
      service: service && new ServiceMetrics(service),
      instances: autoScalingGroup && new InstancesMetrics(autoScalingGroup),
      code: props.function && new FunctionMetrics(props.function),
      frontDoor: distribution && new FrontDoorMetrics(distribution),
    };
    for (const spec of this.specs(props, metrics)) this.notify(makeAlarm(this, spec));
    this.notify(...(props.database?.alarms ?? []), ...(props.alarms ?? []));
    if (props.level.includesEarlySigns) {
      this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
        widgets: [
          ...dashboardRows({ ...metrics, database: props.database, alarms: this.alarms }),
          ...(props.rows ?? []),
        ],
      });
    }
  }

  /** Every alarm that people are told of: those made here, then those that were given. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [...this.watched];
  }

  /**
   * Tells people of further alarms, in this stack or in another of the Region. The dashboard shows those that were
   * there when it was made.
   *
   * @param alarms alarms that another construct made
   */
  public notify(...alarms: cloudwatch.IAlarm[]): void {
    for (const alarm of alarms) {
      this.watched.push(alarm);
      this.notifications.add(alarm);
    }
  }

  private specs(props: SteadyStateProps, metrics: Omit<DashboardSources, 'alarms' | 'database'>): AlarmSpec[] {
    const limits = resolveThresholds(props.thresholds);
    const early = props.level.includesEarlySigns;
    const { code, frontDoor, instances, loadBalancer, service } = metrics;
    const { apiDistribution: api } = props;
    const seesCloudFront = Stack.of(this).region === CLOUDFRONT_REGION;
    return [
      ...(loadBalancer ? basicAlarms(loadBalancer, limits) : []),
      ...(frontDoor && seesCloudFront ? [distributionErrors('FrontDoorErrors', frontDoor, limits)] : []),
      ...(api && seesCloudFront ? [distributionErrors('ApiErrors', new FrontDoorMetrics(api), limits)] : []),
      ...(loadBalancer && early ? loadBalancerAlarms(loadBalancer, limits, props.minTasks) : []),
      ...(service && early ? serviceAlarms(service, limits) : []),
      ...(instances && early ? instancesAlarms(instances, limits) : []),
      ...(code && early ? functionAlarms(code) : []),
    ];
  }
}
