import { Duration } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { AccessLogs } from '../../lib/edge/distribution/access-logs';
import { Fallback } from '../../lib/edge/front-door/fallback';
import { FrontDoor } from '../../lib/edge/front-door/front-door';
import { OriginFacing } from '../../lib/edge/origin/origin-facing-prefix-lists';
import { PrivateOrigin } from '../../lib/edge/origin/private-origin';
import { TaskPlacement } from '../../lib/service/containers/task-placement';
import { WebService } from '../../lib/service/tier/web-service';
import { integApp } from './support/app';
import { emptied } from './support/emptied';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// A request goes from the internet through CloudFront and a VPC origin to a container without a public address; and
// when there is no container any more, people see the fallback's page, or its copy of a page.
const { stack: makeStack, test } = integApp('front-door');
const web = makeStack('integ-front-door-web');
const edge = makeStack('integ-front-door');
const network = testNetwork(web);
const service = new WebService(web, 'Web', {
  vpc: network.vpc,
  loadBalancerSubnets: network.isolatedSubnets,
  placement: TaskPlacement.publicSubnets(network.publicSubnets),
  originFacing: OriginFacing.peer(web),
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
  containerPort: 80,
  scaling: { minTasks: 1, maxTasks: 1 },
});
const origin = new PrivateOrigin(web, 'Origin', { loadBalancer: service.loadBalancer, originName: 'integ-front-door' });
const door = new FrontDoor(edge, 'FrontDoor', {
  origin,
  fallback: Fallback.pageAndCopies(['/help']),
  accessLogs: AccessLogs.off('a test of an hour'),
});
emptied(door.assetsBucket);
staysTheSame(edge, 'Distribution', door.distribution.distributionArn);
const checks = test([web, edge]);
const url = `https://${door.domainName}`;
const Bucket = door.assetsBucket.bucketName;
const upload = (Key: string, Body: string) =>
  checks.call('S3', 'putObject', { Bucket, Key, Body, ContentType: 'text/html' });
const soon = { within: Duration.minutes(10) };

upload('assets/app.js', 'an asset');
upload('assets/fallback/unavailable.html', 'back soon');
upload('assets/fallback/copies/help', 'a copy of the help');
checks.http(url, {}, { status: 200 }, soon);
checks.http(`${url}/assets/app.js`, {}, { status: 200, body: 'an asset' }, soon);
checks.http(`${url}/help`, {}, { status: 404 }, soon);
// The way past CloudFront is closed: the load balancer has no public address.
checks.holds(
  'elastic-load-balancing-v2',
  'describeLoadBalancers',
  { LoadBalancerArns: [service.loadBalancer.loadBalancerArn] },
  { 'LoadBalancers.0.Scheme': 'internal' },
  { allow: ['elasticloadbalancing:DescribeLoadBalancers'] },
);
checks.call('ECS', 'updateService', {
  cluster: service.cluster.clusterName,
  service: service.service.serviceName,
  desiredCount: 0,
});
checks.http(url, {}, { status: 503, body: 'back soon' }, soon);
checks.http(`${url}/help`, {}, { status: 200, body: 'a copy of the help' }, soon);
