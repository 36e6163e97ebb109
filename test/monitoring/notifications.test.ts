import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { QueueOrder } from '../../lib/messaging/queue-order';
import { WorkQueue } from '../../lib/messaging/work-queue';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { SteadyStateProps } from '../../lib/monitoring/steady-state-props';
import { alarms, HOME, watchedApp } from './support';

const BASIC = SteadyStateLevel.basic();
const FULL = SteadyStateLevel.full();

describe('the topic', () => {
  test('lets alarms of this account publish, over TLS only, and tells people', () => {
    const template = Template.fromStack(watchedApp(BASIC).stacks.ops);
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sns:Publish',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': '111122223333' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*' },
            },
          }),
        ]),
      },
    });
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'oncall@example.com' });
  });

  test('gets an action of each alarm made here by its urgency, and recovery where asked', () => {
    const PAGING = ['Errors', 'NoHealthyHosts', 'RejectedConnections'];
    for (const [id, alarm] of Object.entries(alarms(watchedApp(FULL).stacks.ops))) {
      const topic = PAGING.includes(id) ? /^SteadyStateTopic/ : /^SteadyStateNoticeTopic/;
      expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(topic) }]);
      expect(alarm.OKActions).toBeUndefined();
    }
    for (const alarm of Object.values(alarms(watchedApp(BASIC, () => ({ notifyRecovery: true })).stacks.ops)))
      expect(alarm.OKActions).toEqual(alarm.AlarmActions);
  });

  test('for notices tells the same people, or others, or nobody', () => {
    const subscriptions = (more?: Partial<SteadyStateProps>) =>
      Object.values(
        Template.fromStack(watchedApp(BASIC, () => more ?? {}).stacks.ops).findResources('AWS::SNS::Subscription'),
      )
        .map(({ Properties }) => `${Properties.TopicArn.Ref.replace(/[0-9A-F]{8}$/, '')} ${Properties.Endpoint}`)
        .sort();
    const page = 'SteadyStateTopic oncall@example.com';
    expect(subscriptions()).toEqual(['SteadyStateNoticeTopic oncall@example.com', page]);
    expect(subscriptions({ noticeEmails: ['team@example.com'] })).toEqual([
      'SteadyStateNoticeTopic team@example.com',
      page,
    ]);
    expect(subscriptions({ noticeEmails: [] })).toEqual([page]);
  });

  test('of what this library says is a notice, and of yours what you say, hears by the rule of its urgency', () => {
    const { stacks, steadyState } = watchedApp(BASIC, () => ({}), HOME, 0);
    const elsewhere = new Stack(steadyState.node.root as App, 'acme-jobs', { env: HOME });
    const jobs = new WorkQueue(elsewhere, 'Jobs', {
      order: QueueOrder.standard(),
      longestJob: Duration.minutes(1),
      acceptedDelay: Duration.minutes(5),
    });
    steadyState.notify(...jobs.alarms);
    const mine = new cloudwatch.Alarm(elsewhere, 'Mine', {
      metric: new cloudwatch.Metric({ namespace: 'Acme', metricName: 'Bookings' }),
      threshold: 1,
      evaluationPeriods: 1,
    });
    steadyState.notice(mine);
    // What was given twice is told once.
    steadyState.notify(mine, ...jobs.alarms);
    const rules = Template.fromStack(stacks.ops).findResources('AWS::Events::Rule', {
      Properties: { EventPattern: { source: ['aws.cloudwatch'] } },
    });
    const told = Object.entries(rules).map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties.Targets[0].Arn.Ref.replace(/[0-9A-F]{8}$/, ''),
      Properties.EventPattern.resources.length,
    ]);
    expect(told).toEqual([
      // Three of the database, which nobody gave an urgency, and the age of the oldest job.
      ['SteadyStateElsewhere1', 'SteadyStateTopic', 4],
      ['SteadyStateElsewhereNotice1', 'SteadyStateNoticeTopic', 2],
    ]);
    expect(steadyState.alarms).toHaveLength(9);
  });

  test('hears of the storage of a database as RDS tells it, in relation to what there is', () => {
    const { stacks } = watchedApp(BASIC);
    const template = Template.fromStack(stacks.ops);
    const rule = (topic: string, ids: string[]) =>
      template.hasResourceProperties('AWS::Events::Rule', {
        EventPattern: {
          source: ['aws.rds'],
          'detail-type': ['RDS DB Instance Event'],
          detail: {
            SourceIdentifier: Array.from({ length: 2 }, () => ({
              'Fn::GetStackOutput': Match.objectLike({ StackName: 'acme-data' }),
            })),
            EventID: ids,
          },
        },
        Targets: [Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp(topic) } })],
      });
    rule('^SteadyStateTopic', [
      'RDS-EVENT-0007',
      'RDS-EVENT-0221',
      'RDS-EVENT-0222',
      'RDS-EVENT-0223',
      'RDS-EVENT-0224',
      'RDS-EVENT-0227',
      'RDS-EVENT-0254',
    ]);
    rule('^SteadyStateNoticeTopic', ['RDS-EVENT-0089', 'RDS-EVENT-0225']);
  });

  test('hears of the storage of as many instances as there may be within 2,048 characters', () => {
    const { stacks } = watchedApp(BASIC, undefined, HOME, 15);
    const rules = Object.values(
      Template.fromStack(stacks.ops).findResources('AWS::Events::Rule', {
        Properties: { EventPattern: { source: ['aws.rds'] } },
      }),
    );
    expect(rules).toHaveLength(2);
    for (const { Properties } of rules) {
      // An identifier has 63 characters at most.
      const text = JSON.stringify(Properties.EventPattern, (_, value) =>
        value !== null && typeof value === 'object' && 'Fn::GetStackOutput' in value ? 'x'.repeat(63) : value,
      );
      expect(text.match(/x{63}/g)).toHaveLength(16);
      expect(text.length).toBeLessThan(2048);
    }
  });

  test('hears of alarms in other stacks by a rule, without their stack knowing', () => {
    const { stacks, steadyState } = watchedApp(BASIC);
    const template = Template.fromStack(stacks.ops);
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.cloudwatch'],
        'detail-type': ['CloudWatch Alarm State Change'],
        detail: { state: { value: ['ALARM'] } },
        resources: Array.from({ length: 4 }, () => ({
          'Fn::GetStackOutput': Match.objectLike({ StackName: 'acme-data' }),
        })),
      },
      Targets: [
        Match.objectLike({
          Arn: { Ref: Match.stringLikeRegexp('^SteadyStateTopic') },
          InputTransformer: Match.objectLike({
            InputTemplate:
              '"<detail-state-value>: <detail-alarmName>. <detail-configuration-description> (<detail-state-reason>)"',
          }),
        }),
      ],
    });
    // EventBridge supports no condition in a topic's policy: rules of any account could publish by it.
    expect(JSON.stringify(template.findResources('AWS::SNS::TopicPolicy'))).not.toContain('events.amazonaws.com');
    const [role, ...others] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([, { Properties }]) =>
      JSON.stringify(Properties.AssumeRolePolicyDocument).includes('events.amazonaws.com'),
    );
    expect(others).toEqual([]);
    for (const { Properties } of Object.values(template.findResources('AWS::Events::Rule')))
      expect(Properties.Targets.map((target: { RoleArn?: object }) => target.RoleArn)).toEqual([
        { 'Fn::GetAtt': [role[0], 'Arn'] },
      ]);
    template.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: role[0] }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Action: 'sns:Publish',
            Effect: 'Allow',
            Resource: Match.arrayWith([{ Ref: Match.stringLikeRegexp('^SteadyStateTopic') }]),
          },
        ]),
      },
    });
    for (const alarm of Object.values(alarms(stacks.data))) expect(alarm.AlarmActions).toBeUndefined();
    expect(steadyState.alarms).toHaveLength(7);
  });

  test('hears of any number of them, five a rule, for a pattern has 2,048 characters', () => {
    const { stacks } = watchedApp(BASIC, () => ({ notifyRecovery: true }), HOME, 9);
    const rules = Object.values(
      Template.fromStack(stacks.ops).findResources('AWS::Events::Rule', {
        Properties: { EventPattern: { source: ['aws.cloudwatch'] } },
      }),
    );
    expect(rules.map((rule) => rule.Properties.EventPattern.resources.length)).toEqual([5, 5, 2]);
    // A name of an alarm has 255 characters at most, and no Region's prefix is longer than this.
    const arn = `arn:aws-us-gov:cloudwatch:ap-southeast-1:111122223333:alarm:${'x'.repeat(255)}`;
    const resources = Array.from({ length: 5 }, () => arn);
    expect(JSON.stringify({ ...rules[0].Properties.EventPattern, resources }).length).toBeLessThan(2048);
  });

  test('hears of an alarm of another construct in the same stack by an action', () => {
    const { stacks, steadyState } = watchedApp(BASIC, (ops) => {
      const metric = new cloudwatch.Metric({ namespace: 'Acme', metricName: 'Bookings' });
      return { alarms: [new cloudwatch.Alarm(ops, 'Mine', { metric, threshold: 1, evaluationPeriods: 1 })] };
    });
    expect(alarms(stacks.ops).Mine.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^SteadyStateTopic/) }]);
    expect(steadyState.alarms).toHaveLength(8);
  });

  test('may be encrypted with a key that alarms and events can use', () => {
    const { stacks } = watchedApp(BASIC, (ops) => ({
      encryptionKey: new kms.Key(ops, 'Key', { enableKeyRotation: true }),
    }));
    const template = Template.fromStack(stacks.ops);
    template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
    const statements = Object.values(template.findResources('AWS::KMS::Key'))[0].Properties.KeyPolicy.Statement as {
      Principal: { Service?: string };
      Action: string[];
    }[];
    expect(statements).toContainEqual(
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      }),
    );
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] })]),
      },
    });
  });

  test('may be yours', () => {
    const arn = 'arn:aws:sns:eu-west-1:111122223333:oncall';
    const { stacks } = watchedApp(BASIC, (ops) => ({ topic: sns.Topic.fromTopicArn(ops, 'Oncall', arn), emails: [] }));
    Template.fromStack(stacks.ops).resourceCountIs('AWS::SNS::Topic', 0);
    expect(alarms(stacks.ops).Errors.AlarmActions).toEqual([arn]);
    // One topic has everything, as before there were two.
    expect(alarms(stacks.ops).UnhealthyHosts.AlarmActions).toEqual([arn]);
  });
});
