import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AccessLogs } from '../../lib/edge/distribution/access-logs';
import { FrontDoor } from '../../lib/edge/front-door/front-door';
import { OriginFacing } from '../../lib/edge/origin/origin-facing-prefix-lists';
import { PrivateOrigin } from '../../lib/edge/origin/private-origin';
import { NatGateways } from '../../lib/network/nat-gateways';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { Compute } from '../../lib/service/tier/compute';
import { WebTier } from '../../lib/service/tier/web-tier';
import { growing, integApp } from './support/app';
import { emptied } from './support/emptied';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// One tier goes from containers to a function, another from containers to machines, behind the load balancers and the
// front doors that were there: people reach the new compute by the same host.
const PAGE = 'hello from';

const userData = ec2.UserData.forLinux();
userData.addCommands(
  `mkdir /srv/web && echo -n '${PAGE} a machine' > /srv/web/index.html`,
  'cd /srv/web && nohup python3 -m http.server 8080 &',
);

const functions = () =>
  Compute.functions({
    code: lambda.Code.fromInline(
      `exports.handler = async () => ({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: '${PAGE} a function' });`,
    ),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
  });
const instances = () =>
  Compute.instances({
    machineImage: ec2.MachineImage.resolveSsmParameterAtLaunch(
      '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
      { userData },
    ),
    port: 8080,
    minInstances: 1,
    maxInstances: 2,
  });
const containers = () =>
  Compute.containers({
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
    containerPort: 80,
    scaling: { minTasks: 1, maxTasks: 1 },
  });

const { app, test } = integApp('web-tier');
const doors: { door: FrontDoor; tier: WebTier; page: string }[] = [];
const { small, large } = growing(app, 'integ-web-tier', (stack, isLarge) => {
  const network = testNetwork(stack, NatGateways.one());
  for (const [id, next, page] of [
    ['Function', functions, `${PAGE} a function`],
    ['Machine', instances, `${PAGE} a machine`],
  ] as const) {
    const tier = new WebTier(stack, id, {
      vpc: network.vpc,
      loadBalancerSubnets: network.isolatedSubnets,
      placement: TaskPlacement.privateSubnets(network.privateSubnets),
      originFacing: OriginFacing.peer(stack),
      compute: isLarge ? next() : containers(),
    });
    const originName = `integ-web-tier-${id.toLowerCase()}`;
    const origin = new PrivateOrigin(stack, `${id}Origin`, { loadBalancer: tier.loadBalancer, originName });
    const door = new FrontDoor(stack, `${id}Door`, { origin, accessLogs: AccessLogs.off('a test of an hour') });
    emptied(door.assetsBucket);
    staysTheSame(stack, `${id}LoadBalancer`, tier.loadBalancer.loadBalancerArn);
    staysTheSame(stack, `${id}Listener`, tier.listener.listenerArn);
    staysTheSame(stack, `${id}Origin`, origin.vpcOriginId);
    staysTheSame(stack, `${id}Door`, door.distribution.distributionArn);
    if (isLarge) doors.push({ door, tier, page });
  }
});
const checks = test([small, large]);

for (const { door, tier, page } of doors) {
  for (const { targetGroupArn } of tier.targetGroups as elbv2.ApplicationTargetGroup[])
    checks.holds(
      'elastic-load-balancing-v2',
      'describeTargetHealth',
      { TargetGroupArn: targetGroupArn },
      { 'TargetHealthDescriptions.0.TargetHealth.State': 'healthy' },
      { within: Duration.minutes(10), allow: ['elasticloadbalancing:DescribeTargetHealth'] },
    );
  checks.http(`https://${door.domainName}/`, {}, { status: 200, body: page }, { within: Duration.minutes(10) });
}
