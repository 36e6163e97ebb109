import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkProps } from '../../internal/checks/check';
import { checkArguments, checkTypes } from '../../internal/checks/types';
import { makeContainers } from '../containers/containers';
import { requestsPerTaskMetric, TargetGroupPair } from '../containers/request-scaling';
import { makeEntrance } from '../entrance/entrance';
import { webServiceSettingsOf } from './settings';
import { WEB_SERVICE_CHECKS } from './web-service-checks';
import { WebServiceProps } from './web-service-props';

/**
 * A container behind an internal load balancer that CloudFront alone reaches, on ECS, which grows in place from one
 * small task to hundreds over three zones.
 *
 * A deployment starts new tasks before it stops old ones and rolls back by itself when they do not become healthy.
 * The service has both target groups, the production and the test rule and the role of a blue/green deployment from the
 * start, under the rolling strategy, so that a later change of `deployment` changes how it deploys and nothing else. The
 * number of tasks follows CPU, memory and requests between two bounds, and a deployment leaves it as it is.
 *
 * **Cost** a month (us-east-1): the load balancer 16.43 $ and 5.84 $ for each capacity unit
 * used (https://aws.amazon.com/elasticloadbalancing/pricing/); a task of 0.25 ARM vCPU and 0.5 GB 7.21 $, or x86 9.01 $
 * (0.03238 $ for an ARM vCPU hour and 0.00356 $ for a GB hour, https://aws.amazon.com/fargate/pricing/); in public
 * subnets 3.65 $ for each task's address; 0.20 $ for each scaling policy's two alarms, 0.40 $ for the one by requests;
 * logs 0.50 $ a GB.
 *
 * **One-way doors**, all final from the first deployment: the load balancer's scheme (internal), listener ports and
 * rules; the target groups' port, protocol and type; the deployment controller (ECS), the scheduling strategy, the
 * absence of a launch type and the cluster of the service. In place: image, size, architecture, capacity, subnets,
 * zones, public addresses, bounds, container port, health checks, environment, deployment strategy.
 *
 * `WebTier` has the same and can compute with something else one day: at the same path, with the same values in
 * `Compute.containers()`, its template is this one's.
 *
 * The weights in the production and the test rule belong to ECS. Do not change these rules by an override, and do not
 * deploy with a change set that reverts drift: either sends live traffic to the blue group, which may have no tasks
 * (aws/aws-cdk#36649). Add rules with a priority below 39998 for more specific paths instead.
 *
 * @example
 * declare const vpc: ec2.IVpc;
 * const web = new WebService(this, 'Web', {
 *   vpc,
 *   loadBalancerSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
 *   placement: TaskPlacement.publicSubnets({ subnetType: ec2.SubnetType.PUBLIC }),
 *   originFacing: OriginFacing.peer(this),
 *   image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
 *   containerPort: 80,
 *   scaling: { minTasks: 2, maxTasks: 10, requestsPerTaskPerMinute: 1000 },
 * });
 */
export class WebService extends Construct implements ec2.IConnectable, iam.IGrantable {
  /** The ECS service. How it deploys comes from `deployment`: alarms and hooks added here have no effect. */
  public readonly service: ecs.FargateService;
  /** The service's task definition. */
  public readonly taskDefinition: ecs.TaskDefinition;
  /** The cluster, which later services can share. */
  public readonly cluster: ecs.ICluster;
  /** The number of tasks, for policies and schedules of one's own. */
  public readonly scaling: ecs.ScalableTaskCount;
  /** The internal load balancer. */
  public readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  /** The load balancer's listener on port 80. */
  public readonly listener: elbv2.ApplicationListener;
  /** The rule whose weights ECS moves between the target groups. */
  public readonly productionRule: elbv2.ApplicationListenerRule;
  /** The rule on port 8080 that leads to new tasks while a deployment tests them. ECS moves its weights, too. */
  public readonly testRule: elbv2.ApplicationListenerRule;
  /** The tasks' security group, which admits the load balancer only. */
  public readonly securityGroup: ec2.SecurityGroup;
  /** The log group of the container. */
  public readonly logGroup: logs.LogGroup;
  /** The tasks' network connections, for rules into databases and caches. */
  public readonly connections: ec2.Connections;
  /** The tasks' role, for grants. */
  public readonly grantPrincipal: iam.IPrincipal;

  private readonly groups: TargetGroupPair;
  private readonly alarms: cloudwatch.IAlarm[];
  private readonly ofCapacity: cloudwatch.IAlarm[];

  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    checkTypes(this, 'WebService', props);
    const settings = webServiceSettingsOf(props);
    checkProps(this, 'WebService', settings, WEB_SERVICE_CHECKS);

    const entrance = makeEntrance(this, settings);
    this.loadBalancer = entrance.loadBalancer;
    this.listener = entrance.listener;
    const containers = makeContainers(this, settings, entrance);
    this.groups = containers.groups;
    this.productionRule = containers.productionRule;
    this.testRule = containers.testRule;
    this.alarms = containers.alarms;
    this.ofCapacity = containers.capacityAlarms;
    this.logGroup = containers.logGroup;
    this.taskDefinition = containers.taskDefinition;
    this.cluster = containers.cluster;
    this.securityGroup = containers.securityGroup;
    this.service = containers.service;
    this.scaling = containers.scaling;
    this.connections = this.service.connections;
    this.grantPrincipal = this.taskDefinition.taskRole;
  }

  /** Both target groups, blue first. Which one is live is known to ECS only. */
  public get targetGroups(): elbv2.ApplicationTargetGroup[] {
    return [this.groups.blue, this.groups.green];
  }

  /** The alarms that roll a deployment back. They are not for people; see `SteadyState`. */
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

  /**
   * Requests per task and minute, over both target groups: the figure that `requestsPerTaskPerMinute` holds.
   *
   * @param options label, colour and period of the metric
   */
  public metricRequestsPerTask(options: cloudwatch.MathExpressionOptions = {}): cloudwatch.MathExpression {
    checkArguments('WebService.metricRequestsPerTask', { options });
    return requestsPerTaskMetric(this.loadBalancer, this.groups, options);
  }
}
