import { Operations, service } from './operations';

export const COMPUTE_OPERATIONS: readonly Operations[] = [
  ...service('ec2', {
    'EC2::Volume': ['CreateVolume', 'ModifyVolume ModifyVolumeAttribute'],
    'EC2::Subnet': ['CreateSubnet', 'ModifySubnetAttribute AssociateSubnetCidrBlock'],
    'EC2::SecurityGroup': [
      'CreateSecurityGroup',
      'AuthorizeSecurityGroupIngress',
      { called: { GroupDescription: ['Description'] }, names: ['GroupName'] },
    ],
    'EC2::VPCEndpoint': [
      'CreateVpcEndpoint',
      'ModifyVpcEndpoint',
      {
        called: {
          SubnetIds: ['SubnetIds', 'AddSubnetIds'],
          RouteTableIds: ['RouteTableIds', 'AddRouteTableIds'],
          SecurityGroupIds: ['SecurityGroupIds', 'AddSecurityGroupIds'],
        },
      },
    ],
    'EC2::NatGateway': [
      'CreateNatGateway',
      'AssociateNatGatewayAddress AssignPrivateNatGatewayAddress',
      {
        called: {
          SecondaryAllocationIds: ['AllocationIds'],
          SecondaryPrivateIpAddresses: ['PrivateIpAddresses'],
          SecondaryPrivateIpAddressCount: ['PrivateIpAddressCount'],
          AvailabilityZoneAddresses: ['AvailabilityZone'],
        },
        names: ['AllocationId'],
      },
    ],
    'EC2::FlowLog': ['CreateFlowLogs', ''],
    'EC2::VPCPeeringConnection': ['CreateVpcPeeringConnection', 'ModifyVpcPeeringConnectionOptions'],
    'EC2::NetworkInterface': [
      'CreateNetworkInterface',
      'ModifyNetworkInterfaceAttribute AssignPrivateIpAddresses AssignIpv6Addresses',
      { called: { GroupSet: ['Groups'] } },
    ],
  }),
  ...service('autoscaling', {
    'AutoScaling::AutoScalingGroup': [
      'CreateAutoScalingGroup',
      'UpdateAutoScalingGroup AttachLoadBalancerTargetGroups AttachLoadBalancers AttachTrafficSources PutLifecycleHook',
      { called: { Cooldown: ['DefaultCooldown'], LifecycleHookSpecificationList: ['LifecycleHookName'] } },
    ],
  }),
  ...service('ecs', {
    'ECS::Cluster': [
      'CreateCluster',
      'UpdateCluster PutClusterCapacityProviders UpdateClusterSettings',
      { called: { ClusterSettings: ['settings'] }, names: ['ClusterName'] },
    ],
    'ECS::CapacityProvider': ['CreateCapacityProvider', 'UpdateCapacityProvider'],
    'ECS::Service': ['CreateService', 'UpdateService', { names: ['Cluster'] }],
    'ECS::TaskDefinition': ['RegisterTaskDefinition', ''],
  }),
  ...service('eks', {
    'EKS::Cluster': [
      'CreateCluster',
      'UpdateClusterConfig UpdateClusterVersion AssociateEncryptionConfig',
      { names: ['Name'] },
    ],
    'EKS::Nodegroup': [
      'CreateNodegroup',
      'UpdateNodegroupConfig UpdateNodegroupVersion',
      { called: { ForceUpdateEnabled: ['force'], Subnets: ['subnets'] }, names: ['ClusterName', 'NodegroupName'] },
    ],
  }),
  ...service('lambda', {
    'Lambda::Function': [
      'CreateFunction',
      'UpdateFunctionCode UpdateFunctionConfiguration PutFunctionConcurrency PutFunctionCodeSigningConfig PutRuntimeManagementConfig PutFunctionRecursionConfig',
      { called: { Code: ['ZipFile', 'S3Key', 'ImageUri', 'Code'] } },
    ],
    'Lambda::EventSourceMapping': ['CreateEventSourceMapping', 'UpdateEventSourceMapping'],
    'Lambda::LayerVersion': ['PublishLayerVersion', ''],
  }),
  ...service('stepfunctions', {
    'StepFunctions::StateMachine': [
      'CreateStateMachine',
      'UpdateStateMachine',
      { called: { StateMachineName: ['name'], StateMachineType: ['type'], DefinitionString: ['definition'] } },
    ],
  }),
  ...service('scheduler', {
    'Scheduler::Schedule': ['CreateSchedule', 'UpdateSchedule', { names: ['Name', 'GroupName'] }],
  }),
];
