import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'fixed-name-collision';
const proxy = (VpcSubnetIds: string[], DBProxyName?: string) => ({
  Proxy: resource('AWS::RDS::DBProxy', { VpcSubnetIds, ...(DBProxyName === undefined ? {} : { DBProxyName }) }),
});
const topic = { Topic: resource('AWS::SNS::Topic') };
const queue = (QueueName: string) => resource('AWS::SQS::Queue', { QueueName });

test('flags a proxy that is replaced under its name', () => {
  const found = reviewStack(proxy(['a', 'b'], 'acme'), proxy(['a', 'b', 'c'], 'acme'));
  expect(only(RULE, found)).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Proxy',
    message:
      'AWS::RDS::DBProxy Proxy is replaced (VpcSubnetIds +"c") but keeps DBProxyName "acme": CloudFormation creates the new one while the old one still has the name, and the update fails',
  });
});

test('finds a name that is nested', () => {
  const budget = (...Subscribers: string[]) => ({
    Budget: resource('AWS::Budgets::Budget', {
      Budget: { BudgetName: 'acme' },
      NotificationsWithSubscribers: [{ Subscribers }],
    }),
  });
  expect(only(RULE, reviewStack(budget('a'), budget('a', 'b'))).message).toBe(
    'AWS::Budgets::Budget Budget is replaced (NotificationsWithSubscribers[0].Subscribers +"b") but keeps Budget.BudgetName "acme": CloudFormation creates the new one while the old one still has the name, and the update fails',
  );
});

test('flags a construct that is renamed and keeps its physical name', () => {
  expect(only(RULE, reviewStack({ ...topic, Jobs: queue('jobs') }, { ...topic, Work: queue('jobs') }))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Work',
    message:
      'AWS::SQS::Queue Work is created with QueueName "jobs", which app/Jobs has until it goes in the same step: CloudFormation creates before it deletes, and the update fails',
  });
});

test('looks at the order of the stacks', () => {
  const from = assembly({ a: { ...topic, Jobs: queue('jobs') }, b: topic });
  const to = (dependencies: string[]) =>
    assembly({ a: topic, b: { template: { Resources: { ...topic, Jobs: queue('jobs') } }, dependencies } });
  const labels = { from: 'before', to: 'after' };
  expect(only(RULE, review(from, to([]), labels))).toEqual({
    severity: 'hazard',
    stack: 'b',
    logicalId: 'Jobs',
    message:
      'AWS::SQS::Queue Jobs is created with QueueName "jobs", which a/Jobs has until it goes in the same step: nothing makes a go first, and the update fails where it does not',
  });
  expect(only(RULE, review(from, to(['a']), labels))).toEqual({
    severity: 'caution',
    stack: 'b',
    logicalId: 'Jobs',
    message:
      'AWS::SQS::Queue Jobs is created with QueueName "jobs", which a/Jobs has until it goes in the same step: it works only because a is deployed before b',
  });
});

test('leaves new names, no names and names in another Region alone', () => {
  expect(found(RULE, reviewStack(proxy(['a'], 'acme'), proxy(['b'], 'acme-2')))).toEqual([]);
  expect(found(RULE, reviewStack(proxy(['a']), proxy(['b'])))).toEqual([]);
  const from = assembly({
    a: { ...topic, Jobs: queue('jobs') },
    b: { template: { Resources: topic }, region: 'us-east-1' },
  });
  const to = assembly({
    a: topic,
    b: { template: { Resources: { ...topic, Jobs: queue('jobs') } }, region: 'us-east-1' },
  });
  expect(found(RULE, review(from, to, { from: 'a', to: 'b' }))).toEqual([]);
});

test.each([
  ['internet gateway', 'InternetGatewayId'],
  ['virtual private gateway', 'VpnGatewayId'],
])('a VPC takes no second %s, whichever it is', (_, name) => {
  const attached = (gateway: string) => resource('AWS::EC2::VPCGatewayAttachment', { VpcId: 'vpc-1', [name]: gateway });
  expect(only(RULE, reviewStack({ Old: attached('gw-1') }, { New: attached('gw-2') })).logicalId).toBe('New');
  const both = { One: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: 'vpc-1', InternetGatewayId: 'igw-1' }) };
  const other = { Two: resource('AWS::EC2::VPCGatewayAttachment', { VpcId: 'vpc-1', VpnGatewayId: 'vgw-1' }) };
  expect(found(RULE, reviewStack(both, { ...both, ...other }))).toEqual([]);
});
