import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppEnvironment } from '../../../lib/environment/app-environment';
import { SteadyState } from '../../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../../lib/monitoring/steady-state-level';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { DeploymentHook } from '../../../lib/service/deployment/deployment-hook';
import { Compute } from '../../../lib/service/tier/compute';
import { WebService } from '../../../lib/service/tier/web-service';
import { WebContainersOptions } from '../../../lib/service/tier/web-service-props';
import { WebTier } from '../../../lib/service/tier/web-tier';
import { WebTierBaseProps } from '../../../lib/service/tier/web-tier-base-props';
import { testApp } from '../../support/app';
import { importedVpc, inZones } from '../fixture';
import { buildTier, containers, functions, instances, KINDS, NAMES } from './compute-fixture';

const base = (vpc: ec2.IVpc): WebTierBaseProps => ({
  vpc,
  loadBalancerSubnets: inZones(vpc, 'isolated', 2),
  placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
  originFacing: ec2.Peer.prefixList('pl-3b927c52'),
  environment: { DATABASE_NAME: 'app' },
});

const plain: WebContainersOptions = {
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
  containerPort: 80,
};

const templateWith = (add: (stack: Stack, vpc: ec2.IVpc) => void): string => {
  const app = testApp({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'Web', { env: { account: '111111111111', region: 'us-east-1' } });
  add(stack, importedVpc(stack));
  return JSON.stringify(app.synth().getStackArtifact(stack.artifactId).template);
};

test.each<[string, WebContainersOptions]>([
  ['the smallest', plain],
  [
    'all that can be asked for',
    {
      ...plain,
      cpu: 1024,
      memoryMiB: 2048,
      capacity: Capacity.ec2({ vCpus: 4 }),
      deployment: Deployment.canary({ hooks: [DeploymentHook.smokeTest()] }),
      scaling: { minTasks: 2, maxTasks: 9, memoryPercent: 70, requestsPerTaskPerMinute: 9 },
      executeCommand: true,
      containerInsights: ecs.ContainerInsights.ENHANCED,
    },
  ],
])('a tier of containers is a web service, byte for byte: %s', (_, options) => {
  const service = templateWith((stack, vpc) => void new WebService(stack, 'Web', { ...base(vpc), ...options }));
  const tier = templateWith(
    (stack, vpc) => void new WebTier(stack, 'Web', { ...base(vpc), compute: Compute.containers(options) }),
  );
  expect(tier).toBe(service);
});

test('each kind finds every name of the environment contract', () => {
  const environment = new AppEnvironment({ region: 'us-east-1', databaseName: 'app' }).toVariables();
  const of = (compute: Compute) => JSON.stringify(buildTier(compute, () => ({ environment })).template.toJSON());
  const [inContainers, inInstances, inFunctions] = [containers(), instances(), functions()].map(of);
  for (const name of AppEnvironment.names) {
    expect(inContainers).toContain(`"Name":"${name}"`);
    expect(inInstances).toContain(`${name}=\\"`);
    // Lambda has this one of its own, and refuses it from others.
    if (name !== 'AWS_REGION') expect(inFunctions).toContain(`"${name}":`);
  }
});

test('while a tier is between two kinds, both may do what the tier may, and both are let in', () => {
  const { stack, tier } = buildTier(instances().movingFrom(containers()));
  const bucket = new s3.Bucket(stack, 'Bucket');
  bucket.grantRead(tier);
  const database = new ec2.SecurityGroup(stack, 'Database', { vpc: importedVpc(stack, 'Again'), description: 'Data' });
  database.connections.allowFrom(tier, ec2.Port.tcp(5432));
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'], principals: [tier.grantPrincipal] }),
  );
  const template = Template.fromStack(stack);
  const reading = Object.values(template.findResources('AWS::IAM::Policy')).filter((policy) =>
    JSON.stringify(policy).includes('s3:GetObject*'),
  );
  expect(reading.map((policy) => policy.Properties.Roles[0].Ref).sort()).toEqual([
    expect.stringMatching(/^WebInstanceComputeRole/),
    expect.stringMatching(/^WebTaskDefinitionTaskRole/),
  ]);
  const ingress = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).filter(
    ({ Properties }) => Properties.FromPort === 5432,
  );
  expect(ingress).toHaveLength(2);
  const [{ Properties: policy }] = Object.values(template.findResources('AWS::S3::BucketPolicy')) as [
    { Properties: never },
  ];
  expect(JSON.stringify(policy)).toMatch(/WebInstanceComputeRole.*WebTaskDefinitionTaskRole/);
});

test.each(NAMES)('the alarms of %s are those of every compute, and its own', (kind) => {
  const { stack, tier } = buildTier(KINDS[kind]());
  const steady = new SteadyState(stack, 'SteadyState', {
    level: SteadyStateLevel.full(),
    loadBalancer: tier.loadBalancer,
    targetGroups: tier.targetGroups,
    service: tier.service,
    autoScalingGroup: tier.autoScalingGroup,
    function: tier.functionAlias,
    minTasks: tier.minHosts,
  });
  const own = {
    containers: ['ServiceCpu', 'ServiceMemory'],
    instances: ['InstancesCpu'],
    functions: ['FunctionThrottles'],
  };
  const few = kind === 'functions' ? [] : ['HostsBelowMinimum'];
  expect(steady.alarms.map(({ node }) => node.id).sort()).toEqual(
    [
      'Errors',
      'NoHealthyHosts',
      'RejectedConnections',
      'SlowAnswersP95',
      'SlowAnswersP99',
      'UnhealthyHosts',
      ...few,
      ...own[kind],
    ].sort(),
  );
  const text = JSON.stringify(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'));
  // Of the alias: what is called by another name is not what users asked.
  const ofAlias = /"Dimensions":\[\{"Name":"FunctionName"[^[]*\{"Name":"Resource".{0,120}:live/;
  expect(ofAlias.test(text)).toBe(kind === 'functions');
});

test('SteadyState watches the hosts that users find', () => {
  const { tier } = buildTier(containers().preparing(functions()));
  expect(tier.targetGroups.map(({ node }) => node.id)).toEqual(['Blue', 'Green']);
  expect(tier.minHosts).toBe(2);
  const moved = buildTier(functions().movingFrom(containers())).tier;
  expect(moved.targetGroups).toHaveLength(1);
  expect(moved.minHosts).toBe(1);
  expect(moved.service).toBeDefined();
  expect(moved.functionAlias).toBeDefined();
});
