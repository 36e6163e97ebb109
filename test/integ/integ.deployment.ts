import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { OriginFacing } from '../../lib/edge/origin/origin-facing-prefix-lists';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { Deployment } from '../../lib/service/deployment/deployment';
import { DeploymentHook } from '../../lib/service/deployment/deployment-hook';
import { WebService } from '../../lib/service/tier/web-service';
import { growing, integApp } from './support/app';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// A second release, and with it the change from rolling to blue/green: service, load balancer and target groups stay,
// the smoke test asks the new tasks, and traffic goes over. That requests arrive is what `integ.front-door.ts` is for.
const { app, test } = integApp('deployment');
const services: WebService[] = [];
const { small, large } = growing(app, 'integ-deployment', (stack, isLarge) => {
  const network = testNetwork(stack);
  const web = new WebService(stack, 'Web', {
    vpc: network.vpc,
    loadBalancerSubnets: network.isolatedSubnets,
    placement: TaskPlacement.publicSubnets(network.publicSubnets),
    originFacing: OriginFacing.peer(stack),
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
    containerPort: 80,
    scaling: { minTasks: 1, maxTasks: 2 },
    environment: { RELEASE: isLarge ? '2' : '1' },
    deployment: isLarge
      ? Deployment.blueGreen({ bakeTime: Duration.minutes(5), hooks: [DeploymentHook.smokeTest()] })
      : Deployment.rolling(),
  });
  services.push(web);
  staysTheSame(stack, 'Service', web.service.serviceArn);
  staysTheSame(stack, 'LoadBalancer', web.loadBalancer.loadBalancerArn);
  web.targetGroups.forEach((group, index) => staysTheSame(stack, `TargetGroup${index + 1}`, group.targetGroupArn));
});
const web = services[1];
// The smoke test is an asset.
const checks = test([small, large], { updateWorkflow: false });
const service = { cluster: web.cluster.clusterName, service: web.service.serviceName };

checks.holds(
  'ECS',
  'describeServices',
  { cluster: service.cluster, services: [service.service] },
  {
    'services.0.status': 'ACTIVE',
    'services.0.runningCount': 1,
    'services.0.deploymentConfiguration.strategy': 'BLUE_GREEN',
    'services.0.deploymentConfiguration.lifecycleHooks.0.lifecycleStages.0': 'POST_TEST_TRAFFIC_SHIFT',
  },
  { within: Duration.minutes(20) },
);
checks.holds(
  'ECS',
  'listServiceDeployments',
  service,
  { 'serviceDeployments.0.status': 'SUCCESSFUL' },
  { within: Duration.minutes(20) },
);
