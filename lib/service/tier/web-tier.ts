import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkTypes } from '../../internal/checks/types';
import { Containers } from '../containers/containers';
import { makeEntrance } from '../entrance/entrance';
import { Compute } from './compute';
import { BoundCompute } from './compute-kind';
import { tierSettingsOf } from './settings';
import { TierPrincipal } from './tier-principal';
import { WebTierBaseProps } from './web-tier-base-props';
import { WEB_TIER_CHECKS } from './web-tier-checks';

/** What a `WebTier` is made from. */
export interface WebTierProps extends WebTierBaseProps {
  /** What stands behind the load balancer: containers, instances or functions. */
  readonly compute: Compute;
}

/**
 * An app behind an internal load balancer that CloudFront alone reaches, on containers, machines or functions: one
 * choice, which can be made again.
 *
 * The load balancer, its listeners and its security group stay whatever is behind it, and so do the VPC origin and the
 * front door. Each kind of compute has target groups and rules of its own. Where there is a rule for instances or
 * functions, it has the users; containers have them otherwise. CloudFormation makes that rule when the new compute is
 * healthy, and takes old compute away after its rule. `docs/compute.md` has the steps of a careful switch.
 *
 * With `Compute.containers()` its template is that of a `WebService` at the same path with the same values, so that one
 * can become the other in place.
 *
 * **Cost** a month (us-east-1): the load balancer 16.43 $ and 5.84 $ for each capacity unit used
 * (https://aws.amazon.com/elasticloadbalancing/pricing/), and that of the compute; both of two while it is switched.
 *
 * **One-way doors**: the load balancer's scheme, listener ports and VPC, and those of each kind. Rules of yours for
 * paths or hosts have priorities below 39998.
 *
 * @example
 * declare const network: Network;
 * const tier = new WebTier(this, 'Web', {
 *   vpc: network.vpc,
 *   loadBalancerSubnets: network.privateSubnets,
 *   placement: TaskPlacement.privateSubnets(network.privateSubnets),
 *   originFacing: OriginFacing.peer(this),
 *   compute: Compute.instances({
 *     machineImage: ec2.MachineImage.resolveSsmParameterAtLaunch('/shop/image-id'),
 *     port: 8080,
 *     minInstances: 2,
 *     maxInstances: 8,
 *   }),
 * });
 */
export class WebTier extends Construct implements ec2.IConnectable, iam.IGrantable {
  /** The internal load balancer, the same for all compute. */
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** The load balancer's listener on port 80. */
  public readonly listener: elbv2.ApplicationListener;
  /** The listener on port 8080, by which tests reach compute that users do not reach yet. It admits nobody by itself. */
  public readonly testListener: elbv2.ApplicationListener;
  /** The network connections of all compute that is there, for rules into databases and caches. */
  public readonly connections: ec2.Connections;
  /** The roles of all compute that is there, for grants. */
  public readonly grantPrincipal: iam.IPrincipal;
  /** The least number of healthy targets that users find, `minTasks` of `SteadyState`. */
  public readonly minHosts: number;
  /** The log groups, that of the compute which users reach first. */
  public readonly logGroups: logs.LogGroup[];
  /** The ECS service, while there are containers. */
  public readonly service?: ecs.FargateService;
  /** The task definition, while there are containers. */
  public readonly taskDefinition?: ecs.TaskDefinition;
  /** The cluster, while there are containers. */
  public readonly cluster?: ecs.ICluster;
  /** The number of tasks, while there are containers. */
  public readonly scaling?: ecs.ScalableTaskCount;
  /** The group of instances, while there are some. */
  public readonly autoScalingGroup?: autoscaling.AutoScalingGroup;
  /** The function, while there is one. */
  public readonly function?: lambda.Function;
  /** What the load balancer calls of the function, while there is one. */
  public readonly functionAlias?: lambda.Alias;

  private readonly groups: elbv2.ApplicationTargetGroup[];
  private readonly alarms: cloudwatch.IAlarm[];
  private readonly ofCapacity: cloudwatch.IAlarm[];

  constructor(scope: Construct, id: string, props: WebTierProps) {
    super(scope, id);
    checkTypes(this, 'WebTier', props);
    const settings = tierSettingsOf(props);
    checkProps(this, 'WebTier', { ...settings, compute: props.compute }, WEB_TIER_CHECKS);
    props.compute._validate(this, settings);

    const entrance = makeEntrance(this, settings);
    this.loadBalancer = entrance.loadBalancer;
    this.listener = entrance.listener;
    this.testListener = entrance.testListener;
    const made = props.compute._bind(this, { tier: settings, entrance });
    const live = made[0]!;
    this.groups = live.targetGroups;
    this.minHosts = live.minHosts;
    this.logGroups = made.map(({ logGroup }) => logGroup);
    this.connections = new ec2.Connections({ securityGroups: made.map(({ securityGroup }) => securityGroup) });
    this.grantPrincipal = principalOf(made);

    const containers = partOf(made, 'containers');
    this.alarms = containers?.alarms ?? [];
    this.ofCapacity = containers?.capacityAlarms ?? [];
    this.service = containers?.service;
    this.taskDefinition = containers?.taskDefinition;
    this.cluster = containers?.cluster;
    this.scaling = containers?.scaling;
    this.autoScalingGroup = partOf(made, 'autoScalingGroup');
    this.function = partOf(made, 'function');
    this.functionAlias = partOf(made, 'alias');
  }

  /** Every target group of the compute that users reach: both of containers, blue first. */
  public get targetGroups(): elbv2.ApplicationTargetGroup[] {
    return [...this.groups];
  }

  /** The alarms that roll a deployment of containers back. They are not for people; see `SteadyState`. */
  public get rollbackAlarms(): cloudwatch.IAlarm[] {
    return [...this.alarms];
  }

  /**
   * What is wrong with EC2 instances under the tasks, for people, by `alarms` of `SteadyState`: the group is at its
   * maximum, tasks find no room, or instances are not refreshed. None on other capacity.
   */
  public get capacityAlarms(): cloudwatch.IAlarm[] {
    return [...this.ofCapacity];
  }
}

function principalOf(made: BoundCompute[]): iam.IPrincipal {
  const roles = made.map(({ role }) => role);
  return roles.length === 1 ? roles[0]! : new TierPrincipal(roles);
}

type Parts = Pick<BoundCompute, 'autoScalingGroup' | 'function' | 'alias'> & { readonly containers?: Containers };

function partOf<K extends keyof Parts>(made: BoundCompute[], name: K): Parts[K] {
  return made.find((one) => one[name] !== undefined)?.[name];
}
