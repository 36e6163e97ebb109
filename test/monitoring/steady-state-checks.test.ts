import { App, Duration, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SteadyState } from '../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../lib/monitoring/steady-state-level';
import { SteadyStateProps } from '../../lib/monitoring/steady-state-props';
import { watchedApp } from './support';

const BASIC = SteadyStateLevel.basic();
const FULL = SteadyStateLevel.full();

describe('rules', () => {
  const refuse = (props: (ops: Stack) => Partial<SteadyStateProps>, message: string) =>
    expect(() => watchedApp(FULL, props)).toThrow(new Error(`SteadyState at 'acme-ops/SteadyState':\n  - ${message}`));

  test('there is something to watch', () => {
    expect(
      () => new SteadyState(new Stack(new App(), 'acme-ops'), 'SteadyState', { level: BASIC, alarms: [] }),
    ).toThrow(
      new Error(
        "SteadyState at 'acme-ops/SteadyState':\n  - loadBalancer, service, autoScalingGroup, function, database, distribution, alarms, notices is null: give at least one of them to watch",
      ),
    );
  });

  test('target groups come with their load balancer', () => {
    refuse(
      () => ({ loadBalancer: undefined }),
      'targetGroups without loadBalancer is 2: give the load balancer too: hosts are counted for a group and its load balancer',
    );
  });

  test('a load balancer comes with its target groups', () => {
    refuse(
      () => ({ targetGroups: [] }),
      'targetGroups is 0: give every group that the service may stand in, both of a blue/green pair, such as `web.targetGroups`',
    );
  });

  test.each([0, 1.5])('%d tasks are no minimum', (minTasks) => {
    refuse(
      () => ({ minTasks }),
      `minTasks is ${minTasks}: give the least number of tasks that the service keeps, a whole number of 1 or more`,
    );
  });

  test('addresses are addresses, once each', () => {
    refuse(
      () => ({ emails: ['oncall', 'a@example.com'] }),
      'emails is ["oncall"]: give e-mail addresses, such as "oncall@example.com"',
    );
    refuse(
      () => ({ emails: ['a@example.com', 'a@example.com'] }),
      'emails is ["a@example.com"]: give each address once',
    );
  });

  test('addresses for notices are as well', () => {
    refuse(
      () => ({ noticeEmails: ['chat'] }),
      'noticeEmails is ["chat"]: give e-mail addresses, such as "oncall@example.com"',
    );
    refuse(
      () => ({ noticeEmails: ['a@example.com', 'a@example.com'] }),
      'noticeEmails is ["a@example.com"]: give each address once',
    );
  });

  test('a topic of yours for notices has its own subscribers', () => {
    const noticeTopic = (ops: Stack) => sns.Topic.fromTopicArn(ops, 'Chat', 'arn:aws:sns:eu-west-1:111122223333:chat');
    refuse(
      (ops) => ({ noticeTopic: noticeTopic(ops), noticeEmails: ['a@example.com'] }),
      'noticeEmails with a topic of yours is ["a@example.com"]: no topic for notices is made here: subscribe these where the topic is made, or leave topic out',
    );
  });

  test('a topic of yours has its own subscribers and key', () => {
    const topic = (ops: Stack) => sns.Topic.fromTopicArn(ops, 'Oncall', 'arn:aws:sns:eu-west-1:111122223333:oncall');
    refuse(
      (ops) => ({ topic: topic(ops) }),
      'emails with topic is ["oncall@example.com"]: a topic of yours has its own subscribers: subscribe these to it where it is made, or leave topic out',
    );
    refuse(
      (ops) => ({ topic: topic(ops), emails: [], encryptionKey: new kms.Key(ops, 'Key') }),
      'encryptionKey with topic is true: a topic of yours has its own encryption: leave encryptionKey out, or topic',
    );
  });

  test.each(['errorPercent', 'serviceCpuPercent', 'serviceMemoryPercent'] as const)('%s is a percentage', (name) => {
    refuse(() => ({ thresholds: { [name]: 120 } }), `thresholds.${name} is 120: give a percentage above 0, up to 100`);
  });

  test('one failure is the least', () => {
    refuse(
      () => ({ thresholds: { errorsAtLeast: 0 } }),
      'thresholds.errorsAtLeast is 0: give the least number of failed requests that matters, 1 or more',
    );
  });

  test('the slowest have the most time', () => {
    refuse(
      () => ({ thresholds: { latencyP95: Duration.seconds(4) } }),
      'thresholds.latencyP95 > thresholds.latencyP99 is [4000,3000]: give the slowest 1 % at least as much time as the slowest 5 %',
    );
  });
});
