import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { IMonitoredDatabase } from './monitored-database';
import { SteadyStateLevel } from './steady-state-level';
import { SteadyStateThresholds } from './thresholds';

/** Where normal ends, and how people are told, whatever is watched. */
export interface SteadyStateOptions {
  /**
   * Who is told of notices, by e-mail. Each address gets a message first and must confirm.
   *
   * @default - `emails`; give an empty list for nobody
   */
  readonly noticeEmails?: string[];

  /**
   * A topic of yours for alarms that page, instead of one made here. Its policy must let `cloudwatch.amazonaws.com`
   * publish, and its key, if it has one, must let that use it. Alarms in other stacks come by a role of this stack, which
   * may publish; name the key by `Topic.fromTopicAttributes()`, so that the role may use it too.
   *
   * @default - a topic made here
   */
  readonly topic?: sns.ITopic;

  /**
   * A topic of yours for notices; what `topic` must let alarms do, it must as well.
   *
   * @default - `topic` where that is given, which then has everything; else a topic made here
   */
  readonly noticeTopic?: sns.ITopic;

  /**
   * A key that encrypts messages at rest, 1 $ a month. Its policy is extended where the key is made in this app.
   *
   * @default - none: messages are encrypted on their way, and hold names of alarms and figures
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Whether people are told as well when an alarm is over.
   *
   * @default false
   */
  readonly notifyRecovery?: boolean;

  /**
   * Where normal ends.
   *
   * @default - see each
   */
  readonly thresholds?: SteadyStateThresholds;
}

/** Properties of a `SteadyState`. What is watched may stand in any stack of the Region. */
export interface SteadyStateProps extends SteadyStateOptions {
  /** How closely the app is watched. */
  readonly level: SteadyStateLevel;

  /**
   * The load balancer that users' requests go through.
   *
   * @default - no alarms for errors, hosts and slow answers
   */
  readonly loadBalancer?: elbv2.IApplicationLoadBalancer;

  /**
   * Every target group that the service may stand in: both of a blue/green pair, whose alarms add up what they have.
   *
   * @default - none, where there is no load balancer
   */
  readonly targetGroups?: elbv2.IApplicationTargetGroup[];

  /**
   * The ECS service behind it.
   *
   * @default - no alarms for CPU and memory
   */
  readonly service?: ecs.IBaseService;

  /**
   * The EC2 instances behind it, such as those of a `WebTier`.
   *
   * @default - no alarm for their CPU
   */
  readonly autoScalingGroup?: autoscaling.IAutoScalingGroup;

  /**
   * The function behind it, or rather its alias, such as that of a `WebTier`.
   *
   * @default - no alarm for requests that it refuses
   */
  readonly function?: lambda.IFunction;

  /**
   * The least number of tasks or instances that are kept, 1 for a function; `minHosts` of a `WebTier`. Above 1 the full
   * level has an alarm for fewer healthy ones.
   *
   * @default 1
   */
  readonly minTasks?: number;

  /**
   * A database with its alarms, such as a `ReplicatedDatabase`. What RDS itself says of its storage is passed on, too.
   *
   * @default - no database
   */
  readonly database?: IMonitoredDatabase;

  /**
   * The CloudFront distribution. Its metrics are in us-east-1, so the dashboard shows them from any Region, and the
   * alarm for its errors is made where this stack is in us-east-1. For an app elsewhere, a second `SteadyState` with the
   * distribution alone, in a stack there that comes after the distribution's, has the alarm.
   *
   * @default - no distribution
   */
  readonly distribution?: cloudfront.IDistribution;

  /**
   * A second distribution, such as that of an `ApiShield`: its errors are an alarm as those of the first are.
   *
   * @default - none
   */
  readonly apiDistribution?: cloudfront.IDistribution;

  /**
   * Further alarms to tell people of, made by other constructs in this stack or in another. Those of this library know
   * whether they page or are a notice; others page.
   *
   * @default - none
   */
  readonly alarms?: cloudwatch.IAlarm[];

  /**
   * Further alarms that are a notice, whoever made them: it wins over `alarms` and over what this library says of them.
   *
   * @default - none
   */
  readonly notices?: cloudwatch.IAlarm[];
  /**
   * Further rows of the dashboard, below the rest, such as `WorkerPool.dashboardRow()`. A dashboard is 24 wide; what of
   * a row goes beyond begins a new line. What they show may stand in any stack, and nothing else is touched as they come
   * and go.
   *
   * @default - none; the basic level has no dashboard, and shows none of them
   */
  readonly rows?: cloudwatch.IWidget[][];

  /**
   * Who is told of alarms that page, by e-mail. Each address gets a message first and must confirm.
   *
   * @default - nobody: the topic is there for subscribers of another kind
   */
  readonly emails?: string[];
}
