import { App, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ENV, NaiveApp, withZones } from './naive-app';

interface Site {
  readonly stack: Stack;
  readonly vpc: ec2.Vpc;
  readonly cluster: ecs.Cluster;
}

const site =
  (fill: (site: Site) => void) =>
  (app: App): void => {
    withZones(app);
    const stack = new Stack(app, 'Acme', { env: ENV });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 1 });
    fill({ stack, vpc, cluster: new ecs.Cluster(stack, 'Cluster', { vpc }) });
  };

const container = {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
  memoryReservationMiB: 256,
  portMappings: [{ containerPort: 80 }],
};

function fargateTask({ stack }: Site): ecs.FargateTaskDefinition {
  const task = new ecs.FargateTaskDefinition(stack, 'Task');
  task.addContainer('web', container);
  return task;
}

/** Runs on Fargate and on EC2 alike. */
function portableTask({ stack }: Site): ecs.TaskDefinition {
  const task = new ecs.TaskDefinition(stack, 'Task', {
    compatibility: ecs.Compatibility.EC2_AND_FARGATE,
    networkMode: ecs.NetworkMode.AWS_VPC,
    cpu: '256',
    memoryMiB: '512',
  });
  task.addContainer('web', container);
  return task;
}

const fargate = (props: Partial<ecs.FargateServiceProps> = {}) =>
  site((at) => {
    new ecs.FargateService(at.stack, 'Service', { cluster: at.cluster, taskDefinition: fargateTask(at), ...props });
  });

function machines({ stack, vpc, cluster }: Site): ecs.AsgCapacityProvider {
  const provider = new ecs.AsgCapacityProvider(stack, 'Capacity', {
    autoScalingGroup: new autoscaling.AutoScalingGroup(stack, 'Machines', {
      vpc,
      instanceType: new ec2.InstanceType('t3.large'),
      machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
      maxCapacity: 4,
    }),
  });
  cluster.addAsgCapacityProvider(provider);
  return provider;
}

/** `FargateService` swapped for `Ec2Service`. */
const ec2Service = site((at) => {
  machines(at);
  const taskDefinition = new ecs.Ec2TaskDefinition(at.stack, 'Task');
  taskDefinition.addContainer('web', container);
  new ecs.Ec2Service(at.stack, 'Service', { cluster: at.cluster, taskDefinition });
});

const onCapacity = (provider: (at: Site) => string) =>
  site((at) => {
    at.cluster.enableFargateCapacityProviders();
    new ecs.FargateService(at.stack, 'Service', {
      cluster: at.cluster,
      taskDefinition: portableTask(at),
      capacityProviderStrategies: [{ capacityProvider: provider(at), weight: 1 }],
    });
  });

interface Balanced {
  readonly strategy?: ecs.DeploymentStrategy;
  readonly advanced?: boolean;
  readonly path?: string;
  readonly port?: number;
  readonly internetFacing?: boolean;
  readonly desiredCount?: number;
  readonly controller?: ecs.DeploymentControllerType;
}

/** A service behind a load balancer, as in the README of aws-ecs. */
const balanced = (options: Balanced) =>
  site((at) => {
    const { stack, vpc, cluster } = at;
    const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', {
      vpc,
      internetFacing: options.internetFacing ?? false,
    });
    const listener = balancer.addListener('Http', { port: 80, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
    const service = new ecs.FargateService(stack, 'Service', {
      cluster,
      taskDefinition: fargateTask(at),
      deploymentStrategy: options.strategy,
      desiredCount: options.desiredCount,
      deploymentController: options.controller && { type: options.controller },
      minHealthyPercent: 100,
    });
    const targets = (id: string) =>
      new elbv2.ApplicationTargetGroup(stack, id, {
        vpc,
        port: options.port ?? 80,
        protocol: elbv2.ApplicationProtocol.HTTP,
        targetType: elbv2.TargetType.IP,
      });
    const blue = targets('Blue');
    const green = options.advanced ? targets('Green') : undefined;
    const rule = new elbv2.ApplicationListenerRule(stack, 'Rule', {
      listener,
      priority: 1,
      conditions: [elbv2.ListenerCondition.pathPatterns([options.path ?? '/*'])],
      action: green
        ? elbv2.ListenerAction.weightedForward([
            { targetGroup: blue, weight: 100 },
            { targetGroup: green, weight: 0 },
          ])
        : elbv2.ListenerAction.forward([blue]),
    });
    const alternateTarget =
      green &&
      new ecs.AlternateTarget('Alternate', {
        alternateTargetGroup: green,
        productionListener: ecs.ListenerRuleConfiguration.applicationListenerRule(rule),
      });
    blue.addTarget(service.loadBalancerTarget({ containerName: 'web', containerPort: 80, alternateTarget }));
  });

/** Two rules whose priorities are given. */
const rules = (...paths: [string, number][]) =>
  site(({ stack, vpc }) => {
    const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc });
    const listener = balancer.addListener('Http', { port: 80, defaultAction: elbv2.ListenerAction.fixedResponse(404) });
    for (const [path, priority] of paths) {
      listener.addAction(path, {
        priority,
        conditions: [elbv2.ListenerCondition.pathPatterns([`/${path}/*`])],
        action: elbv2.ListenerAction.fixedResponse(200),
      });
    }
  });

const { ROLLING, BLUE_GREEN } = ecs.DeploymentStrategy;
const hazard = (rule: string, logicalId: string) => ({ rule, severity: 'hazard', stack: 'Acme', logicalId }) as const;
const SAFE_SERVICE = { before: fargate(), after: fargate({ desiredCount: 4 }) };

export const COMPUTE_APPS: readonly NaiveApp[] = [
  {
    door: 'ECS capacity: FargateService, then Ec2Service',
    naive: {
      before: fargate(),
      after: ec2Service,
      expect: hazard('in-service-replaced', 'ServiceD69D759B'),
      outcome: 'outage',
    },
    safe: { before: onCapacity(() => 'FARGATE'), after: onCapacity((at) => machines(at).capacityProviderName) },
  },
  {
    door: 'ECS capacity: a launch type, then capacity providers',
    naive: {
      before: fargate(),
      after: onCapacity(() => 'FARGATE'),
      expect: hazard('in-service-replaced', 'ServiceD69D759B'),
      outcome: 'outage',
    },
    safe: { before: onCapacity(() => 'FARGATE'), after: onCapacity(() => 'FARGATE_SPOT') },
  },
  {
    door: 'ECS deployment controller: CODE_DEPLOY, then ECS',
    naive: {
      before: balanced({ controller: ecs.DeploymentControllerType.CODE_DEPLOY }),
      after: balanced({ controller: ecs.DeploymentControllerType.ECS }),
      expect: hazard('in-service-replaced', 'ServiceD69D759B'),
      outcome: 'outage',
    },
    safe: SAFE_SERVICE,
  },
  {
    door: 'ECS blue/green: rolling, then blue/green with the advanced configuration in the same step',
    naive: {
      before: balanced({}),
      after: balanced({ strategy: BLUE_GREEN, advanced: true }),
      expect: hazard('ecs-blue-green-first', 'ServiceD69D759B'),
      outcome: 'fails',
    },
    safe: {
      before: balanced({ strategy: ROLLING, advanced: true }),
      after: balanced({ strategy: BLUE_GREEN, advanced: true }),
    },
  },
  {
    door: 'ECS blue/green: the production rule changes',
    naive: {
      before: balanced({ strategy: BLUE_GREEN, advanced: true }),
      after: balanced({ strategy: BLUE_GREEN, advanced: true, path: '/api/*' }),
      expect: hazard('ecs-governed-listener', 'Rule4C995B7F'),
      outcome: 'outage',
    },
    safe: {
      before: balanced({ strategy: BLUE_GREEN, advanced: true, desiredCount: 2 }),
      after: balanced({ strategy: BLUE_GREEN, advanced: true, desiredCount: 4 }),
    },
  },
  {
    door: 'target group port: as the app has it today',
    naive: {
      before: balanced({ port: 80 }),
      after: balanced({ port: 8080 }),
      expect: hazard('in-service-replaced', 'Blue10BB7880'),
      outcome: 'outage',
    },
    safe: { before: balanced({ port: 80 }), after: balanced({ port: 80, desiredCount: 4 }) },
  },
  {
    door: 'load balancer scheme: internet-facing, then internal',
    naive: {
      before: balanced({ internetFacing: true }),
      after: balanced({ internetFacing: false }),
      expect: hazard('in-service-replaced', 'Balancer71DDC9D9'),
      outcome: 'fails',
    },
    safe: { before: balanced({ internetFacing: false }), after: balanced({ desiredCount: 4 }) },
  },
  {
    door: 'listener rules: two exchange their priorities',
    naive: {
      before: rules(['cars', 1], ['bookings', 2]),
      after: rules(['cars', 2], ['bookings', 1]),
      expect: hazard('listener-priority', 'BalancerHttpcarsRuleC7EDAD96'),
      outcome: 'fails',
    },
    safe: {
      before: rules(['cars', 10], ['bookings', 20]),
      after: rules(['cars', 10], ['bookings', 20], ['users', 15]),
    },
  },
];
