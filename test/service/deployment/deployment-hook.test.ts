import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { DeploymentHook } from '../../../lib/service/deployment/deployment-hook';
import { RollbackAlarms } from '../../../lib/service/deployment/rollback-alarms';
import { build, only, template } from '../fixture';

const configuration = (of: Template) => only(of, 'AWS::ECS::Service').properties.DeploymentConfiguration;
const noAlarms = RollbackAlarms.none('The test looks at something else.');

const hookFunction = (stack: Stack) =>
  lambda.Function.fromFunctionAttributes(stack, 'Hook', {
    functionArn: 'arn:aws:lambda:us-east-1:111111111111:function:hook',
    sameEnvironment: true,
  });

describe('hooks', () => {
  const hooked = template((_, stack) => ({
    healthCheckPath: '/health',
    deployment: Deployment.blueGreen({
      rollbackAlarms: noAlarms,
      hooks: [
        DeploymentHook.smokeTest({ host: 'www.example.com', attempts: 8 }),
        DeploymentHook.lambda(hookFunction(stack), {
          stages: [ecs.DeploymentLifecycleStage.PRE_SCALE_UP, ecs.DeploymentLifecycleStage.POST_SCALE_UP],
          timeout: Duration.minutes(30),
        }),
      ],
    }),
  }));

  test('run in their stages, and roll back when they take too long', () => {
    const RoleArn = { 'Fn::GetAtt': [expect.stringMatching(/^WebHookRole/), 'Arn'] };
    expect(configuration(hooked).LifecycleHooks).toEqual([
      {
        TargetType: 'AWS_LAMBDA',
        HookTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^WebSmokeTestFunction/), 'Arn'] },
        LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
        RoleArn,
        // Twice 8 attempts of 15 + 10 seconds.
        TimeoutConfiguration: { TimeoutInMinutes: 7, Action: 'ROLLBACK' },
      },
      {
        TargetType: 'AWS_LAMBDA',
        HookTargetArn: 'arn:aws:lambda:us-east-1:111111111111:function:hook',
        LifecycleStages: ['PRE_SCALE_UP', 'POST_SCALE_UP'],
        RoleArn,
        TimeoutConfiguration: { TimeoutInMinutes: 30, Action: 'ROLLBACK' },
      },
    ]);
  });

  test('are called in a role that may call them only, before the service deploys', () => {
    const [id, policy] = Object.entries(hooked.findResources('AWS::IAM::Policy')).find(([name]) =>
      /^WebHookRole/.test(name),
    )!;
    expect(policy.Properties.PolicyDocument.Statement).toEqual([
      {
        Action: 'lambda:InvokeFunction',
        Effect: 'Allow',
        Resource: [
          'arn:aws:lambda:us-east-1:111111111111:function:hook',
          { 'Fn::GetAtt': [expect.stringMatching(/^WebSmokeTestFunction/), 'Arn'] },
        ],
      },
    ]);
    const [service] = Object.values(hooked.findResources('AWS::ECS::Service'));
    expect(service!.DependsOn).toContain(id);
  });

  test('a function of yours runs after the test traffic, for a quarter of an hour, unless told otherwise', () => {
    const made = template((_, stack) => ({
      deployment: Deployment.canary({ hooks: [DeploymentHook.lambda(hookFunction(stack))] }),
    }));
    expect(configuration(made).LifecycleHooks).toMatchObject([
      {
        LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
        TimeoutConfiguration: { TimeoutInMinutes: 15, Action: 'ROLLBACK' },
      },
    ]);
  });

  test('the smoke test asks for the health check through the test listener, and reaches nothing else', () => {
    const { id, properties } = only(hooked, 'AWS::Lambda::Function');
    const dns = { 'Fn::GetAtt': [expect.stringMatching(/^WebEntranceLoadBalancer/), 'DNSName'] };
    expect(properties.Environment.Variables).toEqual({
      ORIGIN: { 'Fn::Join': ['', ['http://', dns, ':8080']] },
      PATHS: '["/health"]',
      HOST: 'www.example.com',
      ATTEMPTS: '8',
      DELAY_SECONDS: '15',
      ANSWER_SECONDS: '10',
    });
    expect(properties).toMatchObject({
      Architectures: ['arm64'],
      Handler: 'index.handler',
      Timeout: 25,
      VpcConfig: { SubnetIds: ['subnet-cc000000', 'subnet-cc100000'] },
    });
    expect(id).toMatch(/^WebSmokeTestFunction/);
    const egress = Object.values(hooked.findResources('AWS::EC2::SecurityGroupEgress'));
    const ofTest = egress.filter((rule) => /SmokeTest/.test(JSON.stringify(rule.Properties.GroupId)));
    expect(ofTest.map((rule) => [rule.Properties.FromPort, rule.Properties.ToPort])).toEqual([[8080, 8080]]);
    const ingress = Object.values(hooked.findResources('AWS::EC2::SecurityGroupIngress'));
    const toBalancer = ingress.filter((rule) => /Entrance/.test(rule.Properties.GroupId['Fn::GetAtt'][0]));
    expect(toBalancer.map((rule) => rule.Properties.FromPort).sort()).toEqual([80, 8080]);
  });
});

describe('a health check that a smoke test does not take', () => {
  const warnings = (healthCheckCodes: string, paths?: string[]) => {
    const hooks = [DeploymentHook.smokeTest({ paths })];
    const deployment = Deployment.blueGreen({ rollbackAlarms: noAlarms, hooks });
    const { stack } = build(() => ({ healthCheckCodes, healthCheckPath: '/health', deployment }));
    return Annotations.fromStack(stack)
      .findWarning('*', Match.stringLikeRegexp('smoke test'))
      .map(({ entry }) => entry.data);
  };

  test.each(['200', '200-299', '200,204-206'])('%s is one that it takes', (codes) => {
    expect(warnings(codes)).toEqual([]);
  });

  test.each(['200-399', '401', '200,302'])('%s is told, as it would roll every deployment back', (codes) => {
    expect(warnings(codes)).toEqual([
      `WebService at 'Web/Web': healthCheckCodes is "${codes}", and the smoke test of a deployment asks /health and takes 200 to 299 alone. Give DeploymentHook.smokeTest() paths that answer so, such as ["/health"] where it does. [ack: Annotation::cdk-scaling-patterns:smoke-test-codes]`,
    ]);
    expect(warnings(codes, ['/health'])).toEqual([]);
  });
});
