import { Duration } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { GrowthStage, QueueOrder } from '../../index';
import { make, stacksOf } from './support';

const order = QueueOrder.standard();
const work = { longestJob: Duration.minutes(1), jobDuration: Duration.seconds(5) };
const billing = { name: 'Billing', ...work };

describe('events', () => {
  const subscribed = (subscribers = [billing]) =>
    make({ stage: GrowthStage.TEN_THOUSAND, events: { order, subscribers } });
  const idsOf = (template: object, type: string) => Object.keys(Template.fromJSON(template).findResources(type)).sort();

  test('a subscriber has subscribed before the web publishes', () => {
    const stacks = stacksOf(subscribed());
    expect(stacks['shop-web'].dependencies.map(({ id }) => id)).toContain(stacks['shop-workers'].id);
    Template.fromJSON(stacks['shop-workers'].template).hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: { 'Fn::GetStackOutput': { StackName: 'shop-messaging' } },
      RawMessageDelivery: true,
    });
  });

  test('workers of a subscriber find its queue, and may use the data of the app', () => {
    const made = subscribed();
    expect(Object.keys(made.subscriberPools)).toEqual(['Billing']);
    const workers = Template.fromJSON(stacksOf(made)['shop-workers'].template);
    workers.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Environment: Match.arrayWith([
            { Name: 'JOBS_QUEUE_URL', Value: '' },
            { Name: 'QUEUE_URL', Value: { Ref: Match.stringLikeRegexp('^EventsBillingQueue') } },
          ]),
        }),
      ],
    });
  });

  test('another subscriber leaves the first as it is', () => {
    const one = stacksOf(subscribed())['shop-workers'].template;
    const two = stacksOf(subscribed([{ name: 'Mail', ...work }, billing]))['shop-workers'].template;
    for (const [id, resource] of Object.entries(one.Resources)) expect([id, two.Resources[id]]).toEqual([id, resource]);
    expect(idsOf(two, 'AWS::SQS::Queue')).toHaveLength(2 * idsOf(one, 'AWS::SQS::Queue').length);
  });

  test('the dashboard shows what waits for the workers of each', () => {
    const jobs = { order, ...work };
    const made = make({ stage: GrowthStage.TEN_THOUSAND, jobs, events: { order, subscribers: [billing] } });
    const [dashboard] = Object.values(
      Template.fromJSON(stacksOf(made)['shop-ops'].template).findResources('AWS::CloudWatch::Dashboard'),
    );
    const body = JSON.stringify(dashboard);
    for (const [queue, from] of [
      ['JobsQueue', 'shop-messaging'],
      ['EventsBillingQueue', 'shop-workers'],
    ])
      expect(body).toMatch(new RegExp(`"StackName":"${from}"[^}]*${queue}|${queue}[^}]*"StackName":"${from}"`));
  });

  test('a topic without subscribers needs no workers', () => {
    const stacks = Object.keys(stacksOf(subscribed([])));
    expect(stacks).toContain('shop-messaging');
    expect(stacks).not.toContain('shop-workers');
  });

  test('an app without events has no topic in any stage', () => {
    expect(Object.keys(stacksOf(make({ stage: GrowthStage.TEN_THOUSAND })))).not.toContain('shop-messaging');
  });
});
