import { sameValue } from '../../compare/values';
import {
  changed,
  changedOnceSet,
  compareVersions,
  itemLost,
  minorSkipped,
  removed,
  setLater,
  switched,
  together,
  turned,
  turnedOff,
  versionOf,
  wentBack,
  wentUp,
  where,
} from './predicates';
import { Given, Properties, READ, rowsOf, templateReference, UpdateLimit } from './update-limit';
import { read } from './value-path';

const EKS = 'https://docs.aws.amazon.com/eks/latest';
const OLDER: Given = {
  says: 'no rollback is set up',
  example: [{}, {}],
  holds: (_, { RollbackConfig }) => RollbackConfig === undefined,
};

const CLUSTERS = rowsOf({ type: 'AWS::EKS::Cluster', source: `${EKS}/userguide/update-cluster.html`, date: READ }, [
  {
    path: 'Version',
    when: minorSkipped,
    outcome: 'refused',
    why: 'a cluster goes up by one minor version at a time',
    remedy: 'Go through each minor version in a step of its own, with the node groups following each time.',
  },
  {
    path: 'Version',
    when: wentBack(['1.32', '1.31']),
    given: OLDER,
    outcome: 'refused',
    why: 'a cluster goes up and never back by an update of its version',
    remedy: 'Keep the version; an older one is a second cluster, to which the workloads are moved.',
  },
  {
    path: 'Version',
    when: wentUp(['1.31', '1.32']),
    outcome: 'delayed',
    why: 'the control plane is upgraded for minutes, and cannot go back with its workloads',
    remedy: 'Look for APIs that the new version removes, and upgrade a copy first.',
  },
  {
    path: 'AccessConfig.AuthenticationMode',
    when: turned(['API', 'API_AND_CONFIG_MAP'], ['CONFIG_MAP']),
    outcome: 'refused',
    why: 'access by the API, once on, stays on',
    remedy: 'Keep the mode; entries of the config map still count under API_AND_CONFIG_MAP.',
    source: `${EKS}/userguide/setting-up-access-entries.html`,
  },
  {
    path: 'AccessConfig.AuthenticationMode',
    when: turned(['API'], ['API_AND_CONFIG_MAP']),
    outcome: 'refused',
    why: 'the config map, once off, stays off',
    remedy: 'Keep API, and give access by access entries.',
    source: `${EKS}/userguide/setting-up-access-entries.html`,
  },
  {
    path: 'ComputeConfig.NodeRoleArn',
    when: switched(['arn:aws:iam::111111111111:role/a', 'arn:aws:iam::111111111111:role/b']),
    outcome: 'refused',
    why: 'the role of the nodes of EKS Auto Mode stays as it is while it is on',
    remedy: 'Keep the role, and change its policies.',
    source: `${EKS}/APIReference/API_UpdateClusterConfig.html`,
  },
]);

const OTHER_NODES = [
  'Labels',
  'LaunchTemplate',
  'NodeRepairConfig',
  'ScalingConfig',
  'Taints',
  'UpdateConfig',
  'WarmPoolConfig',
];
const NEW_NODES = 'Create a second node group with the new value, drain the nodes of this one, and remove it in a later step.';

/** A template of its own version may change together with the version of the nodes. */
const otherwise: Given = {
  ...together(OTHER_NODES, [{ ScalingConfig: { MaxSize: 4 } }, { ScalingConfig: { MaxSize: 8 } }]),
  holds: (before, after) =>
    OTHER_NODES.filter((name) => name !== 'LaunchTemplate').some((name) => !sameValue(before[name], after[name])),
};

const NODES = rowsOf({ type: 'AWS::EKS::Nodegroup', source: templateReference('AWS::EKS::Nodegroup'), date: READ }, [
  ...['Version', 'ReleaseVersion'].map((path) => ({
    path,
    when: switched(path === 'Version' ? ['1.31', '1.32'] : ['1.31.4-20250116', '1.31.7-20250519']),
    given: otherwise,
    outcome: 'refused' as const,
    why: 'nodes change their version alone',
    remedy: 'Change the version in one step and the rest in another.',
  })),
  {
    path: 'Version',
    when: wentBack(['1.32', '1.31']),
    outcome: 'refused',
    why: 'nodes go up and never back',
    remedy: NEW_NODES,
    source: `${EKS}/APIReference/API_UpdateNodegroupVersion.html`,
  },
  ...['Id', 'Name'].map((name) => ({
    path: `LaunchTemplate.${name}`,
    when: changed(['lt-0aaa', 'lt-0bbb']),
    outcome: 'refused' as const,
    why: 'a node group keeps the launch template that it was created with, or none',
    remedy: `Make a new version of the same launch template. Or: ${NEW_NODES.charAt(0).toLowerCase()}${NEW_NODES.slice(1)}`,
    source: `${EKS}/APIReference/API_UpdateNodegroupVersion.html`,
  })),
]);

const CODE_DEPLOY = where('DeploymentController.Type', 'CODE_DEPLOY');
const SERVICES = rowsOf(
  { type: 'AWS::ECS::Service', source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html', date: READ },
  [
    ['TaskDefinition', 'web:1', 'web:2'] as const,
    ['LoadBalancers', [{ ContainerPort: 80 }], [{ ContainerPort: 8080 }]] as const,
    ['NetworkConfiguration', { AwsvpcConfiguration: { Subnets: ['a'] } }, { AwsvpcConfiguration: { Subnets: ['b'] } }] as const,
    ['PlatformVersion', '1.3.0', '1.4.0'] as const,
  ].map(([path, before, after]) => ({
    path,
    when: changed([before, after]),
    given: CODE_DEPLOY,
    outcome: 'refused' as const,
    why: 'under the controller CODE_DEPLOY a deployment of CodeDeploy changes it, and no update of the service does',
    remedy: 'Make a deployment of CodeDeploy, and let the template follow; or create a second service under the controller ECS, which does blue/green by itself.',
  })),
);

const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg';
const FUNCTIONS = rowsOf(
  { type: 'AWS::Lambda::Function', source: `${LAMBDA}/durable-functions.html`, date: READ },
  [
    {
      path: 'DurableConfig',
      when: setLater({ ExecutionTimeout: 3600 }),
      outcome: 'refused',
      why: 'a function is durable from its creation on, or never',
      remedy: 'Create a second function with DurableConfig, and let its callers change over.',
    },
  ],
);

const BATCH = 'https://docs.aws.amazon.com/batch/latest/APIReference';
const BATCHES = [
  ...rowsOf({ type: 'AWS::Batch::JobQueue', source: `${BATCH}/API_UpdateJobQueue.html`, date: READ }, [
    {
      path: 'SchedulingPolicyArn',
      when: removed('arn:aws:batch:eu-west-1:111111111111:scheduling-policy/fair'),
      outcome: 'refused',
      why: 'a queue with a scheduling policy keeps one: it is exchanged and never removed',
      remedy: 'Create a second queue without a policy.',
    },
    {
      path: 'SchedulingPolicyArn',
      when: setLater('arn:aws:batch:eu-west-1:111111111111:scheduling-policy/fair'),
      outcome: 'refused',
      why: 'a queue that is first in, first out stays so',
      remedy: 'Create a second queue with the policy.',
    },
  ]),
  ...rowsOf({ type: 'AWS::Batch::ComputeEnvironment', source: templateReference('AWS::Batch::ComputeEnvironment'), date: READ }, [
    {
      path: 'EcsSettings.ContainerInsights',
      when: removed('enabled'),
      outcome: 'refused',
      why: 'Container Insights, once decided here, is never left to ECS again',
      remedy: 'Set it to disabled.',
    },
  ]),
];

const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest';
const NLB = where('Type', 'network');
const BALANCERS = rowsOf(
  { type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', source: `${ELB}/APIReference/API_SetSecurityGroups.html`, date: READ },
  [
    {
      path: 'SecurityGroups',
      when: setLater(['sg-1']),
      given: NLB,
      outcome: 'refused',
      why: 'a network load balancer that was created without security groups takes none later',
      remedy:
        'Create a second load balancer with security groups beside it, move the name to it (weighted records), and remove this one later. To keep this one, leave the feature flag or the property off.',
    },
    {
      path: 'SecurityGroups',
      when: removed(['sg-1']),
      given: NLB,
      outcome: 'refused',
      why: 'a network load balancer that was created with security groups keeps one or more',
      remedy: 'Keep a security group, with rules as wide as it takes.',
      source: `${ELB}/network/load-balancer-security-groups.html`,
    },
    {
      path: 'SecurityGroups',
      when: changed([['sg-1'], ['sg-2']]),
      given: where('Type', 'gateway'),
      outcome: 'refused',
      why: 'a gateway load balancer has no security groups',
      remedy: 'Leave SecurityGroups out.',
    },
  ],
);

const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference';
const NETWORK = [
  ...rowsOf({ type: 'AWS::EC2::NetworkInterface', source: templateReference('AWS::EC2::NetworkInterface'), date: READ }, [
    {
      path: 'EnablePrimaryIpv6',
      when: turnedOff,
      outcome: 'refused',
      why: 'a primary IPv6 address, once on, stays on',
      remedy: 'Create a second network interface.',
    },
  ]),
  ...rowsOf({ type: 'AWS::EC2::VPCEndpointService', source: templateReference('AWS::EC2::VPCEndpointService'), date: READ }, [
    {
      path: 'PayerResponsibility',
      when: removed('ServiceOwner'),
      outcome: 'refused',
      why: 'who owns the service, once they pay, goes on paying',
      remedy: 'Keep ServiceOwner.',
    },
  ]),
  ...rowsOf({ type: 'AWS::EC2::PrefixList', source: `${EC2}/API_ModifyManagedPrefixList.html`, date: READ }, [
    {
      path: 'MaxEntries',
      when: switched([10, 20]),
      given: together(['Entries'], [{ Entries: [{ Cidr: '10.0.0.0/16' }] }, { Entries: [{ Cidr: '10.1.0.0/16' }] }]),
      outcome: 'refused',
      why: 'a prefix list changes its size or its entries, and not both',
      remedy: 'Change MaxEntries in one step and Entries in the next.',
    },
  ]),
  ...rowsOf({ type: 'AWS::EC2::Subnet', source: `${EC2}/API_ModifySubnetAttribute.html`, date: READ }, [
    {
      path: 'Ipv6CidrBlock',
      when: changedOnceSet(['2001:db8:1234:1a00::/64', '2001:db8:1234:1a01::/64']),
      outcome: 'refused',
      perhaps: true,
      why: 'a subnet gives its IPv6 range back only when no network interface has an address of it',
      remedy: 'Add a second subnet with the new range, and empty this one first.',
    },
  ]),
];

const ROUTE53 = 'https://docs.aws.amazon.com/Route53/latest/APIReference';
const DNS = [
  ...rowsOf({ type: 'AWS::Route53::HostedZone', source: `${ROUTE53}/API_DisassociateVPCFromHostedZone.html`, date: READ }, [
    {
      path: 'VPCs',
      when: removed([{ VPCId: 'vpc-1', VPCRegion: 'eu-west-1' }]),
      outcome: 'refused',
      why: 'a private zone keeps one VPC at least, and does not become public',
      remedy: 'Create a second, public zone.',
    },
    {
      path: 'VPCs',
      when: setLater([{ VPCId: 'vpc-1', VPCRegion: 'eu-west-1' }]),
      outcome: 'refused',
      why: 'a public zone does not become private',
      remedy: 'Create a second, private zone.',
      source: `${ROUTE53}/API_AssociateVPCWithHostedZone.html`,
    },
  ]),
  ...rowsOf({ type: 'AWS::ServiceDiscovery::Service', source: templateReference('AWS::ServiceDiscovery::Service'), date: READ }, [
    {
      path: 'DnsConfig.DnsRecords.*.Type',
      when: changed([['A'], ['SRV']]),
      outcome: 'refused',
      why: 'the type of the records of a service stays as it is',
      remedy: 'Create a second service with the new record type, and let instances register there.',
    },
  ]),
];

const AUTO_SCALING = rowsOf(
  { type: 'AWS::AutoScaling::AutoScalingGroup', source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-add-availability-zone.html', date: READ },
  [
    {
      path: 'VPCZoneIdentifier',
      when: itemLost([['subnet-a', 'subnet-b'], ['subnet-b']]),
      outcome: 'delayed',
      why: 'instances in the subnets that go are replaced by others in those that stay',
      remedy: 'Take away one zone at a time, with room in the others.',
    },
  ],
);

const airflow = (state: Properties) => versionOf(read(state, ['AirflowVersion']));
const MWAA = rowsOf({ type: 'AWS::MWAA::Environment', source: templateReference('AWS::MWAA::Environment'), date: READ }, [
  {
    path: 'AirflowVersion',
    when: switched(['2.9.2', '2.10.3']),
    given: {
      says: 'both versions are known',
      example: [{}, {}],
      holds: (before, after) => {
        const [was, is] = [airflow(before), airflow(after)];
        return was === undefined || is === undefined || compareVersions(was, is) !== 0;
      },
    },
    outcome: 'outage',
    why: 'the environment is stopped while Airflow changes its version, for up to two hours, and running tasks are ended',
    remedy: 'Choose an hour without runs, after a rehearsal with the same plugins and requirements.',
  },
  ...[
    ['EnvironmentClass', 'mw1.small', 'mw1.medium'],
    ['RequirementsS3Path', 'a.txt', 'b.txt'],
    ['PluginsS3Path', 'a.zip', 'b.zip'],
    ['StartupScriptS3Path', 'a.sh', 'b.sh'],
  ].map(([path, before, after]) => ({
    path,
    when: switched([before, after]),
    outcome: 'outage' as const,
    why: 'the environment is updated for 20 to 30 minutes, and its schedulers and workers restart',
    remedy: 'Choose an hour without runs.',
    source: 'https://docs.aws.amazon.com/mwaa/latest/userguide/update-environment.html',
  })),
]);

export const COMPUTE_AND_NETWORK_LIMITS: readonly UpdateLimit[] = [
  ...CLUSTERS,
  ...NODES,
  ...SERVICES,
  ...FUNCTIONS,
  ...BATCHES,
  ...BALANCERS,
  ...NETWORK,
  ...DNS,
  ...AUTO_SCALING,
  ...MWAA,
];
