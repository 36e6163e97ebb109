import { Key, named, overwritten, refused, templatePage } from '../key';

const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/api/';
const SCALING =
  'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html';
const TARGET = 'ScalingTargetId?:resource ResourceId? ScalableDimension? ServiceNamespace?';

export const COMPUTE: Readonly<Record<string, readonly Key[]>> = {
  ...named(
    ['AWS::ECS::Service', 'Cluster=default:resource ServiceName'],
    ['AWS::EKS::Nodegroup', 'ClusterName:resource NodegroupName'],
    ['AWS::EKS::Capability', 'ClusterName:resource CapabilityName'],
    ['AWS::AppRunner::Service', 'ServiceName'],
    ['AWS::Lambda::MicrovmImage', 'Name'],
    ['AWS::Lambda::NetworkConnector', 'Name'],
    ['AWS::StepFunctions::Activity', 'Name'],
    ['AWS::StepFunctions::StateMachineAlias', 'Name'],
  ),
  // Registering a job definition under a name that exists makes its next revision.
  'AWS::Batch::JobDefinition': [],
  'AWS::ECS::PrimaryTaskSet': [],
  'AWS::EKS::PodIdentityAssociation': [
    refused(
      'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html',
      'ClusterName:resource Namespace ServiceAccount',
      { because: 'a service account of a cluster has one association' },
    ),
  ],
  'AWS::Lambda::Alias': [refused(`${LAMBDA}API_CreateAlias.html`, 'FunctionName:resource Name')],
  'AWS::Lambda::Url': [
    refused(`${LAMBDA}API_CreateFunctionUrlConfig.html`, 'TargetFunctionArn:resource Qualifier?', {
      because: 'a function or alias has one URL',
    }),
  ],
  'AWS::Lambda::Version': [
    refused(`${LAMBDA}API_PublishVersion.html`, 'FunctionName:resource FunctionName:setup', {
      because: 'Lambda publishes no version of a function that has not changed since the last one',
    }),
  ],
  'AWS::Lambda::EventSourceMapping': [
    refused(
      `${LAMBDA}API_CreateEventSourceMapping.html`,
      'FunctionName:resource EventSourceArn:resource Topics? Queues?',
      { because: 'a function has one mapping of a source (ResourceConflictException)' },
    ),
  ],
  'AWS::ApplicationAutoScaling::ScalingPolicy': [
    refused(templatePage('AWS::ApplicationAutoScaling::ScalingPolicy'), `${TARGET} PolicyName`),
    refused(SCALING, `${TARGET} TargetTrackingScalingPolicyConfiguration.PredefinedMetricSpecification`, {
      because: 'a target has one target tracking policy for a metric',
    }),
    refused(SCALING, `${TARGET} TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification`, {
      because: 'a target has one target tracking policy for a metric',
    }),
  ],
  'AWS::ApplicationAutoScaling::ScalableTarget': [
    refused('https://github.com/aws/aws-cdk/issues/12253', 'ServiceNamespace ResourceId ScalableDimension', {
      because: 'a resource is a scalable target once in a dimension',
    }),
  ],
  'AWS::RDS::DBProxyTargetGroup': [
    refused(
      'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RegisterDBProxyTargets.html',
      'DBProxyName:resource TargetGroupName',
      { because: 'a database is a target of a proxy once (DBProxyTargetAlreadyRegisteredFault)' },
    ),
  ],
  'AWS::Scheduler::Schedule': [
    refused(
      'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html',
      'GroupName=default:resource Name',
    ),
  ],
  'AWS::Events::Rule': [
    refused(templatePage('AWS::Events::Rule'), 'EventBusName=default:resource Name', {
      because: 'a rule is written over by the next one of its name, and CloudFormation refuses to own it twice',
    }),
  ],
  'AWS::Kinesis::StreamConsumer': [
    refused(
      'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html',
      'StreamARN:resource ConsumerName',
    ),
  ],
  'AWS::SNS::Subscription': [
    overwritten(
      'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
      'TopicArn:resource Protocol Endpoint:resource',
      { because: 'subscribing an endpoint again yields the subscription that it has' },
    ),
  ],
};
