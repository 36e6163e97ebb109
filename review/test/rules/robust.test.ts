import fc from 'fast-check';
import { Resource } from '../../model';
import { review } from '../../review';
import { assembly } from '../support';

/** The types that rules look into, with the properties they read. */
const READ: Readonly<Record<string, readonly string[]>> = {
  'AWS::AutoScaling::AutoScalingGroup': ['NewInstancesProtectedFromScaleIn'],
  'AWS::Budgets::Budget': ['Budget', 'NotificationsWithSubscribers'],
  'AWS::CloudFront::Distribution': ['DistributionConfig'],
  'AWS::CertificateManager::Certificate': ['DomainName'],
  'AWS::CloudFront::VpcOrigin': ['VpcOriginEndpointConfig', 'Tags'],
  'AWS::DynamoDB::GlobalTable': ['Replicas', 'GlobalSecondaryIndexes', 'MultiRegionConsistency', 'TableName'],
  'AWS::DynamoDB::Table': ['GlobalSecondaryIndexes', 'TableName', 'DeletionProtectionEnabled'],
  'AWS::EC2::Subnet': ['CidrBlock', 'VpcId', 'AvailabilityZone'],
  'AWS::ECS::CapacityProvider': ['AutoScalingGroupProvider'],
  'AWS::ECS::Service': ['DeploymentConfiguration', 'LoadBalancers', 'LaunchType', 'ServiceName'],
  'AWS::ElastiCache::ReplicationGroup': ['NumNodeGroups', 'TransitEncryptionEnabled', 'TransitEncryptionMode'],
  'AWS::ElasticLoadBalancingV2::Listener': ['Certificates'],
  'AWS::ElasticLoadBalancingV2::ListenerRule': ['Priority', 'ListenerArn', 'Actions'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Subnets', 'SubnetMappings', 'Type', 'Scheme'],
  'AWS::KMS::Key': ['MultiRegion', 'KeySpec'],
  'AWS::KMS::ReplicaKey': ['PrimaryKeyArn'],
  'AWS::Lambda::EventSourceMapping': ['EventSourceArn', 'FunctionName', 'BatchSize', 'MaximumBatchingWindowInSeconds'],
  'AWS::Lambda::Function': ['Timeout'],
  'AWS::RDS::DBCluster': ['Engine', 'EngineMode', 'EngineVersion', 'ServerlessV2ScalingConfiguration'],
  'AWS::RDS::DBInstance': [
    'AllocatedStorage',
    'AvailabilityZone',
    'BackupRetentionPeriod',
    'DBClusterIdentifier',
    'DBInstanceClass',
    'DBSubnetGroupName',
    'Engine',
    'EngineVersion',
    'MaxAllocatedStorage',
    'MultiAZ',
    'SourceDBInstanceIdentifier',
  ],
  'AWS::RDS::DBProxy': ['EngineFamily', 'VpcSubnetIds', 'DBProxyName'],
  'AWS::RDS::DBProxyTargetGroup': ['DBProxyName', 'DBInstanceIdentifiers', 'DBClusterIdentifiers'],
  'AWS::RDS::DBSubnetGroup': ['SubnetIds'],
  'AWS::SNS::Subscription': ['TopicArn', 'Endpoint', 'Protocol'],
  'AWS::SNS::Topic': ['FifoTopic'],
  'AWS::SQS::Queue': ['FifoQueue', 'RedrivePolicy', 'VisibilityTimeout'],
  'Acme::Some::Thing': ['Size'],
  'Custom::Thing': ['Size'],
};

const reference = fc.oneof(
  fc.constantFrom('A', 'B', 'C').map((Ref) => ({ Ref })),
  fc.constantFrom('A', 'B.Arn').map((target) => ({ 'Fn::GetAtt': target })),
  fc.constantFrom('one', 'two').map((StackName) => ({ 'Fn::GetStackOutput': { StackName, OutputName: 'Out' } })),
  fc.constant({ 'Fn::ImportValue': 'one:Out' }),
  fc.constant({ 'Fn::Sub': 'arn:${A}:${AWS::Region}' }),
);
const value = fc.oneof({ weight: 2, arbitrary: reference }, fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>);

const someResource = fc.constantFrom(...Object.keys(READ)).chain((Type) =>
  fc.record(
    {
      Type: fc.constant(Type),
      Properties: fc.record(Object.fromEntries(READ[Type].map((name) => [name, value])), { requiredKeys: [] }),
      DeletionPolicy: fc.constantFrom('Retain', 'Delete', 'Snapshot'),
    },
    { requiredKeys: ['Type', 'Properties'] },
  ),
) as fc.Arbitrary<Resource>;

const stack = fc
  .record({ A: someResource, B: someResource, C: someResource }, { requiredKeys: [] })
  .chain((Resources) =>
    value.map((Value) => ({
      template: { Resources, Outputs: { Out: { Value, Export: { Name: 'one:Out' } } } },
    })),
  );
const some = fc
  .record({ one: stack, two: stack }, { requiredKeys: ['one'] })
  .map((stacks) => assembly(stacks as never));

test('no template, however odd, makes a rule throw, and nothing changes where nothing differs', () => {
  fc.assert(
    fc.property(some, some, (from, to) => {
      for (const { message, remedy } of review(from, to, { from: 'a', to: 'b' }).findings) {
        expect(message).not.toMatch(/undefined|\[object/);
        expect(remedy).not.toBe('');
      }
      expect(review(from, from, { from: 'a', to: 'a' }).stacks).toEqual([]);
    }),
    { numRuns: 300, seed: 20261124 },
  );
});
