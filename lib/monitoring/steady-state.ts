import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmSpec, makeAlarm, urgencyOf } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { makeStorageRules } from '../internal/database-events';
import { basicAlarms, distributionErrors, loadBalancerAlarms, serviceAlarms } from './alarms';
import { dashboardRows, DashboardSources } from './dashboard';
import { CLOUDFRONT_REGION, FrontDoorMetrics } from './front-door-metrics';
import { functionAlarms, FunctionMetrics } from './function-metrics';
import { instancesAlarms, InstancesMetrics } from './instances-metrics';
import { LoadBalancerMetrics } from './load-balancer-metrics';
import { Notifications, topicsFor } from './notifications';
import { ServiceMetrics } from './service-metrics';
import { STEADY_STATE_CHECKS } from './steady-state-checks';
import { SteadyStateProps } from './steady-state-props';
import { thresholdSettingsOf } from './thresholds';

/**
 * Knows what an app in good health looks like, and tells people when it does not: alarms, two topics, a dashboard.
 *
 * An alarm **pages** where users are hit now, or data is lost or about to be; all else is a **notice**, for the morning.
 * Each has a topic of its own: subscribe a pager to `topic`, a chat channel to `noticeTopic`.
 *
 * | level | watched |
 * |---|---|
 * | basic | failed requests in percent, unhealthy hosts, no healthy host, the database's alarms |
 * | full | also slow answers (p95, p99), refused connections, fewer hosts than the minimum, CPU and memory of the service, CPU of instances, refused calls of a function, and a dashboard |
 *
 * It may stand in a stack of its own: it reads identifiers of what it watches and changes nothing there but for the
 * outputs that carry them. Alarms in other stacks reach the topics through a rule on the account's event bus, since an
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
  /** The topic that alarms which page go to. */
  public readonly topic: sns.ITopic;
  /** The topic that notices go to. */
  public readonly noticeTopic: sns.ITopic;
  /** The dashboard, at the full level. */
  public readonly dashboard?: cloudwatch.Dashboard;

  private readonly watched: cloudwatch.IAlarm[] = [];
  private readonly pages: Notifications;
  private readonly noticed: Notifications;

  constructor(scope: Construct, id: string, props: SteadyStateProps) {
    super(scope, id);
    checkTypes(this, 'SteadyState', props);
    checkProps(this, 'SteadyState', props, STEADY_STATE_CHECKS);
    const topics = topicsFor(this, props);
    this.topic = topics.page;
    this.noticeTopic = topics.notice;
    const recovery = props.notifyRecovery ?? false;
    this.pages = new Notifications(this, 'page', this.topic, recovery);
    this.noticed = new Notifications(this, 'notice', this.noticeTopic, recovery);

    const { autoScalingGroup, loadBalancer, service, distribution } = props;
    const metrics = {
      loadBalancer: loadBalancer && new LoadBalancerMetrics(loadBalancer, props.targetGroups ?? []),
      service: service && new ServiceMetrics(service),
      instances: autoScalingGroup && new InstancesMetrics(autoScalingGroup),
      code: props.function && new FunctionMetrics(props.function),
      frontDoor: distribution && new FrontDoorMetrics(distribution),
    };
    for (const spec of this.specs(props, metrics)) this.notify(makeAlarm(this, spec));
    this.notice(...(props.notices ?? []));
    this.notify(...(props.database?.alarms ?? []), ...(props.alarms ?? []));
    if (props.database) {
      makeStorageRules(this, 'Storage', [props.database.instance, ...props.database.replicas], topics);
    }
    if (props.level.includesEarlySigns) {
      this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
        widgets: [
          ...dashboardRows({
            ...metrics,
            database: props.database,
            pages: this.pages.alarms,
            notices: this.noticed.alarms,
          }),
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
   * Tells people of further alarms, in this stack or in another of the Region: those of this library as they page or are
   * a notice, others as ones that page. The dashboard shows those that were there when it was made.
   *
   * @param alarms alarms that another construct made
   */
  public notify(...alarms: cloudwatch.IAlarm[]): void {
    checkArguments('SteadyState.notify', { alarms });
    for (const alarm of alarms) this.tell((urgencyOf(alarm) ?? 'page') === 'page' ? this.pages : this.noticed, alarm);
  }

  /**
   * Tells people of further alarms as notices, whoever made them.
   *
   * @param alarms alarms that another construct made
   */
  public notice(...alarms: cloudwatch.IAlarm[]): void {
    checkArguments('SteadyState.notice', { alarms });
    for (const alarm of alarms) this.tell(this.noticed, alarm);
  }

  /** An alarm that was given twice is told once, as it was given first. */
  private tell(people: Notifications, alarm: cloudwatch.IAlarm): void {
    if (this.watched.includes(alarm)) return;
    this.watched.push(alarm);
    people.add(alarm);
  }

  private specs(
    props: SteadyStateProps,
    metrics: Omit<DashboardSources, 'pages' | 'notices' | 'database'>,
  ): AlarmSpec[] {
    const limits = thresholdSettingsOf(props.thresholds);
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
