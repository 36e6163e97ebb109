import { Stack } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { build } from '../fixture';

const rule = (scope: Stack, listener: elbv2.IApplicationListener, priority: number) =>
  new elbv2.ApplicationListenerRule(scope, 'Reports', {
    listener,
    priority,
    conditions: [elbv2.ListenerCondition.pathPatterns(['/reports/*'])],
    action: elbv2.ListenerAction.fixedResponse(200),
  });

test.each([39998, 39999, 40001])("a user's rule of priority %i is an error", (priority) => {
  const { app, stack, web } = build();
  rule(stack, web.listener, priority);
  expect(() => app.synth()).toThrow(
    `the rule at 'Web/Reports/Resource' has priority ${priority}: give it one below 39998, as those from there on belong to the tier`,
  );
});

test('so is one in another stack', () => {
  const { app, web } = build();
  rule(new Stack(app, 'Other', { env: { account: '111111111111', region: 'us-east-1' } }), web.listener, 39998);
  expect(() => app.synth()).toThrow("the rule at 'Other/Reports/Resource' has priority 39998");
});

test('one below is fine, and one of any priority on another listener', () => {
  const { app, stack, web } = build();
  rule(stack, web.listener, 39997);
  const other = elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Elsewhere', {
    listenerArn: 'arn:aws:elasticloadbalancing:us-east-1:111111111111:listener/app/other/1/2',
    securityGroup: web.securityGroup,
  });
  new elbv2.ApplicationListenerRule(stack, 'There', {
    listener: other,
    priority: 45000,
    conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
    action: elbv2.ListenerAction.fixedResponse(200),
  });
  expect(() => app.synth()).not.toThrow();
});
