import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { DeploymentHook } from '../../../lib/service/deployment/deployment-hook';
import { WebService } from '../../../lib/service/tier/web-service';
import { WebServiceProps } from '../../../lib/service/tier/web-service-props';
import { policyFindings } from '../../support/growth';
import { importedVpc, inZones } from '../fixture';

const importedPrivate = (stack: Stack) => importedVpc(stack, 'VpcAgain').privateSubnets.slice(0, 2);

type More = (stack: Stack) => Partial<WebServiceProps>;

const findings = (more: More) =>
  policyFindings((stack) => {
    const vpc = importedVpc(stack);
    const web = new WebService(stack, 'Web', {
      vpc,
      loadBalancerSubnets: inZones(vpc, 'isolated', 2),
      placement: TaskPlacement.publicSubnets(inZones(vpc, 'public', 2)),
      originFacing: ec2.Peer.prefixList('pl-3b927c52'),
      image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
      containerPort: 80,
      environment: { DATABASE_NAME: 'app' },
      ...more(stack),
    });
    const database = new ec2.SecurityGroup(stack, 'Database', {
      vpc,
      description: 'Database',
      allowAllOutbound: false,
    });
    web.connections.allowTo(database, ec2.Port.tcp(5432), 'Web service to database');
  });

const cases: [string, More][] = [
  ['the defaults', () => ({})],
  [
    'everything that can be asked for',
    (stack) => ({
      scaling: { minTasks: 2, maxTasks: 9, memoryPercent: 70, requestsPerTaskPerMinute: 9 },
      image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repo', 'app')),
      executeCommand: true,
      readonlyRootFilesystem: true,
      writablePaths: ['/tmp'],
      accessLogs: s3.Bucket.fromBucketName(stack, 'Logs', 'logs-1'),
      containerInsights: ecs.ContainerInsights.ENHANCED,
      deployment: Deployment.canary({ hooks: [DeploymentHook.smokeTest()] }),
    }),
  ],
  [
    'EC2 capacity',
    (stack) => ({
      placement: TaskPlacement.privateSubnets({ subnets: importedPrivate(stack) }),
      cpu: 1024,
      memoryMiB: 2048,
      capacity: Capacity.ec2({ vCpus: 4 }).movingFrom(Capacity.managedInstances()),
    }),
  ],
];

test.each(cases)('nothing is found with %s', (_, more) => {
  expect(findings(more)).toEqual([]);
});
