import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'overwritten-then-removed';
const queue = { Jobs: resource('AWS::SQS::Queue') };
const policy = (more = {}) =>
  resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Jobs' }], PolicyDocument: {} }, more);

test('flags a queue policy under another logical ID', () => {
  const step = reviewStack({ ...queue, Policy: policy() }, { ...queue, Writers: policy() });
  expect(only(RULE, step)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Writers',
    message:
      'AWS::SQS::QueuePolicy Writers writes Queues ${Jobs} (a queue has one policy), which app/Policy has until it goes in the same step: the clean-up then removes the old one, and with it what the new one has just written',
  });
  expect(step.findings.find(({ rule }) => rule === RULE)).toMatchObject({
    remedy:
      "Keep the logical ID: `overrideLogicalId('Policy')` on the construct at Writers, or `cdk refactor`, which tells CloudFormation that it is the same resource. Else retain the old one (DeletionPolicy, deployed before this step), so that the clean-up leaves it.",
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
  });
});

test('flags a subscription that is replaced as it was', () => {
  const subscription = (FilterPolicyScope: string, Region: string) => ({
    Topic: resource('AWS::SNS::Topic'),
    Mail: resource('AWS::SNS::Subscription', {
      TopicArn: { Ref: 'Topic' },
      Protocol: 'email',
      Endpoint: 'ops@acme.example',
      FilterPolicyScope,
      Region,
    }),
  });
  expect(found(RULE, reviewStack(subscription('a', 'x'), subscription('b', 'x')))).toEqual([]);
});

test('is careful where both stay, and where the old one goes first', () => {
  const two = reviewStack({ ...queue, Policy: policy() }, { ...queue, Policy: policy(), More: policy() });
  expect(only(RULE, two)).toMatchObject({ severity: 'caution', logicalId: 'More' });
  const held = (stack: string) => ({
    queues: { ...queue, ...(stack === 'queues' ? { Policy: policy() } : {}) },
    web: {
      dependencies: ['queues'],
      template: {
        Resources: {
          Topic: resource('AWS::SNS::Topic'),
          ...(stack === 'web'
            ? {
                Policy: resource('AWS::SQS::QueuePolicy', {
                  Queues: [{ 'Fn::GetStackOutput': { StackName: 'queues', OutputName: 'Url' } }],
                }),
              }
            : {}),
        },
      },
    },
  });
  const output = { Outputs: { Url: { Value: { Ref: 'Jobs' } } } };
  const state = (stack: string) => {
    const { queues, web } = held(stack);
    return assembly({ queues: { template: { Resources: queues, ...output } }, web });
  };
  expect(only(RULE, review(state('queues'), state('web'), { from: 'a', to: 'b' }))).toMatchObject({
    severity: 'caution',
    stack: 'web',
    logicalId: 'Policy',
  });
});

test('leaves a policy of another queue, one that is kept, and one of a queue that is replaced alone', () => {
  const other = resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Other' }], PolicyDocument: {} });
  const queues = { ...queue, Other: resource('AWS::SQS::Queue') };
  expect(found(RULE, reviewStack({ ...queues, Policy: policy() }, { ...queues, Writers: other }))).toEqual([]);
  const kept = policy({ DeletionPolicy: 'Retain' });
  expect(found(RULE, reviewStack({ ...queue, Policy: kept }, { ...queue, Writers: policy() }))).toEqual([]);
  const fifo = { Jobs: resource('AWS::SQS::Queue', { FifoQueue: true }) };
  expect(found(RULE, reviewStack({ ...queue, Policy: policy() }, { ...fifo, Writers: policy() }))).toEqual([]);
});

test.each([
  ['AWS::SecretsManager::ResourcePolicy', 'a secret has one policy'],
  ['AWS::SecretsManager::RotationSchedule', 'a secret has one rotation'],
])('knows a secret by what Ref of its attachment gives: %s', (type, because) => {
  const secret = {
    Login: resource('AWS::SecretsManager::Secret'),
    Attached: resource('AWS::SecretsManager::SecretTargetAttachment', { SecretId: { Ref: 'Login' } }),
  };
  const on = (name: string) => resource(type, { SecretId: { Ref: name } });
  const step = reviewStack({ ...secret, Old: on('Attached') }, { ...secret, New: on('Login') });
  expect(only(RULE, step).message).toContain(because);
  expect(reviewStack({ ...secret, One: on('Attached') }, { ...secret, One: on('Login') }).stacks).toEqual([]);
});

test.each(['AWS::WAFv2::WebACLAssociation', 'AWS::WAFRegional::WebACLAssociation'])(
  'another web ACL under another logical ID is taken away with the old one: %s',
  (type) => {
    const association = (acl: string) => resource(type, { ResourceArn: 'arn:balancer', WebACLArn: acl, WebACLId: acl });
    const step = reviewStack({ Old: association('arn:one') }, { New: association('arn:two') });
    expect(only(RULE, step)).toMatchObject({ severity: 'hazard', logicalId: 'New' });
    const replaced = reviewStack({ Same: association('arn:one') }, { Same: association('arn:two') });
    expect(only(RULE, replaced)).toMatchObject({ severity: 'hazard', logicalId: 'Same' });
  },
);
