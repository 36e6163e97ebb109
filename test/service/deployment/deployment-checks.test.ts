import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { DeploymentHook } from '../../../lib/service/deployment/deployment-hook';
import { RollbackAlarms } from '../../../lib/service/deployment/rollback-alarms';
import { build, template } from '../fixture';

const deploying = (deployment: Deployment) => template(() => ({ deployment }));
const noAlarms = RollbackAlarms.none('The test looks at something else');

const hookFunction = (stack: Stack) =>
  lambda.Function.fromFunctionAttributes(stack, 'Hook', {
    functionArn: 'arn:aws:lambda:us-east-1:111111111111:function:hook',
    sameEnvironment: true,
  });

describe('rules', () => {
  const within = 'give values within these bounds';
  const broken: [string, Deployment, string][] = [
    [
      'a bake time in seconds',
      Deployment.blueGreen({ bakeTime: Duration.seconds(630) }),
      'bakeTime of 10.5 minutes must be whole minutes from 0 to 1440',
    ],
    [
      'a bake time of days',
      Deployment.blueGreen({ bakeTime: Duration.days(2) }),
      'bakeTime of 2880 minutes must be whole minutes from 0 to 1440',
    ],
    [
      'a bake time in which alarms see nothing',
      Deployment.blueGreen({ bakeTime: Duration.minutes(2) }),
      'bakeTime of 2 minutes is shorter than the 5 minutes in which rollback alarms see a fault',
    ],
    [
      'a canary in which alarms see nothing',
      Deployment.canary({ canaryTime: Duration.minutes(4) }),
      'canaryTime of 4 minutes is shorter than the 5 minutes in which rollback alarms see a fault',
    ],
    [
      'steps in which alarms see nothing',
      Deployment.linear({ stepPercent: 50, stepTime: Duration.minutes(4) }),
      'stepTime, 1 time, of 4 minutes is shorter than the 5 minutes in which rollback alarms see a fault',
    ],
    [
      'a canary that CloudFormation would refuse',
      Deployment.canary({ bakeTime: Duration.hours(23), canaryTime: Duration.minutes(601) }),
      'canaryTime and bakeTime are 1981 minutes together, and CloudFormation refuses more than 1980',
    ],
    [
      'steps that divide the traffic and that CloudFormation would refuse',
      Deployment.linear({ bakeTime: Duration.minutes(21), stepPercent: 12.5, stepTime: Duration.minutes(280) }),
      'stepTime, 7 times, and bakeTime are 1981 minutes together, and CloudFormation refuses more than 1980',
    ],
    [
      'steps with a rest and that CloudFormation would refuse',
      Deployment.linear({ bakeTime: Duration.minutes(10), stepPercent: 11, stepTime: Duration.minutes(219) }),
      'stepTime, 9 times, and bakeTime are 1981 minutes together, and CloudFormation refuses more than 1980',
    ],
    ['a canary of nobody', Deployment.canary({ percent: 0 }), 'percent 0 must be from 0.1 to 99.9, in steps of 0.1'],
    ['a canary of all', Deployment.canary({ percent: 100 }), 'percent 100 must be from 0.1 to 99.9, in steps of 0.1'],
    [
      'a canary of hundredths',
      Deployment.canary({ percent: 1.25 }),
      'percent 1.25 must be from 0.1 to 99.9, in steps of 0.1',
    ],
    [
      'a canary for seconds',
      Deployment.canary({ canaryTime: Duration.seconds(90) }),
      'canaryTime of 1.5 minutes must be whole minutes from 0 to 1440',
    ],
    [
      'steps that are too small',
      Deployment.linear({ stepPercent: 2 }),
      'stepPercent 2 must be from 3 to 99.9, in steps of 0.1',
    ],
    [
      'steps for seconds',
      Deployment.linear({ stepTime: Duration.seconds(30) }),
      'stepTime of 0.5 minutes must be whole minutes from 0 to 1440',
    ],
    [
      'errors below nothing',
      Deployment.blueGreen({ rollbackAlarms: RollbackAlarms.steadyState({ errorPercent: 0, errorsAtLeast: 0 }) }),
      "rollbackAlarms' errorPercent 0 must be above 0 and up to 100; rollbackAlarms' errorsAtLeast 0 must be 1 or more",
    ],
    [
      'an empty list of alarms',
      Deployment.rolling({ rollbackAlarms: RollbackAlarms.of() }),
      'RollbackAlarms.of() has no alarm: use none(reason) to have none',
    ],
    [
      'two smoke tests',
      Deployment.blueGreen({ hooks: [DeploymentHook.smokeTest(), DeploymentHook.smokeTest()] }),
      'there are several smoke tests: give one all paths',
    ],
    [
      'a smoke test of nothing',
      Deployment.blueGreen({ hooks: [DeploymentHook.smokeTest({ paths: [] })] }),
      "smokeTest's paths [] must be one or more, each with a '/' at its beginning",
    ],
    [
      'a smoke test of another site',
      Deployment.blueGreen({ hooks: [DeploymentHook.smokeTest({ paths: ['/', 'http://example.com'] })] }),
      `smokeTest's paths ["/","http://example.com"] must be one or more, each with a '/' at its beginning`,
    ],
    [
      'no attempts',
      Deployment.blueGreen({ hooks: [DeploymentHook.smokeTest({ attempts: 0 })] }),
      "smokeTest's attempts 0 must be a whole number from 1 to 100",
    ],
    [
      'patience',
      Deployment.blueGreen({ hooks: [DeploymentHook.smokeTest({ answerTimeout: Duration.minutes(2) })] }),
      "smokeTest's answerTimeout of 120 seconds must be whole seconds from 1 to 60",
    ],
  ];

  test.each(broken)('%s is an error', (_, deployment, message) => {
    const failure = [`WebService at 'Web/Web':`, `  - deployment is ${JSON.stringify(message)}: ${within}`].join('\n');
    expect(() => build(() => ({ deployment }))).toThrow(new Error(failure));
  });

  test.each([
    ['a canary of 33 hours', Deployment.canary({ bakeTime: Duration.hours(23), canaryTime: Duration.hours(10) })],
    ['steps of 33 hours', Deployment.linear({ bakeTime: Duration.minutes(20), stepTime: Duration.minutes(490) })],
    [
      'a rest of a step, and 33 hours',
      Deployment.linear({ bakeTime: Duration.minutes(9), stepPercent: 11, stepTime: Duration.minutes(219) }),
    ],
    ['two steps in which alarms see a fault', Deployment.linear({ stepPercent: 40 })],
    [
      'a short canary that no alarm watches',
      Deployment.canary({ rollbackAlarms: noAlarms, canaryTime: Duration.minutes(0), bakeTime: Duration.minutes(0) }),
    ],
  ])('%s is fine', (_, deployment) => {
    expect(deployment._faults()).toEqual([]);
  });

  test('a hook without stages, or with a timeout of seconds, is an error', () => {
    const hook = (stack: Stack) =>
      DeploymentHook.lambda(hookFunction(stack), { stages: [], timeout: Duration.seconds(30) });
    expect(() => build((_, stack) => ({ deployment: Deployment.blueGreen({ hooks: [hook(stack)] }) }))).toThrow(
      'deployment is "a hook has no stages; a hook\'s timeout of 0.5 minutes must be whole minutes from 1 to 1440": give values within these bounds',
    );
  });

  test('thresholds may be tokens', () => {
    const errorPercent = Lazy.number({ produce: () => 2 });
    const made = deploying(Deployment.blueGreen({ rollbackAlarms: RollbackAlarms.steadyState({ errorPercent }) }));
    expect(Object.keys(made.findResources('AWS::CloudWatch::Alarm'))).toHaveLength(2);
  });
});
