import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { WebService } from '../../../lib/service/tier/web-service';
import { readAssembly } from '../../../review/read/assembly';
import { review } from '../../../review/review';
import { build } from '../fixture';

const deployment = Deployment.canary();

/** The assembly of a service that deploys by canary, after somebody has changed it. */
function assembly(change: (web: WebService) => void = () => undefined, strategy = deployment) {
  const { app, web } = build(() => ({ deployment: strategy }));
  change(web);

  return readAssembly(app.synth().directory);
}

/** What most people write: the path goes into the rule that is there. */
function naive(web: WebService): void {
  const rule = web.productionRule.node.defaultChild as elbv2.CfnListenerRule;
  rule.addPropertyOverride('Conditions', [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/app/*'] } }]);
}

/** What the docs say: a rule of its own, before the one that ECS governs. */
function careful(web: WebService): void {
  new elbv2.ApplicationListenerRule(web, 'Gone', {
    listener: web.listener,
    priority: 100,
    conditions: [elbv2.ListenerCondition.pathPatterns(['/old/*'])],
    action: elbv2.ListenerAction.fixedResponse(410),
  });
}

const labels = { from: 'before', to: 'after' };
const verdict = (to: ReturnType<typeof assembly>, from = assembly()) => {
  const found = review(from, to, labels);
  return [found.verdict, ...found.findings.filter((one) => one.severity !== 'note').map((one) => one.rule)];
};

test('a change of the rule that ECS governs is a hazard', () => {
  expect(verdict(assembly(naive))).toEqual(['hazard', 'ecs-governed-listener']);
  const weights = (web: WebService) =>
    (web.testRule.node.defaultChild as elbv2.CfnListenerRule).addPropertyOverride(
      'Actions.0.ForwardConfig.TargetGroups.0.Weight',
      50,
    );
  expect(verdict(assembly(weights))).toEqual(['hazard', 'ecs-governed-listener']);
});

test('a rule of its own is safe', () => {
  expect(verdict(assembly(careful))).toEqual(['safe']);
});

test('a change of strategy is safe, in both directions', () => {
  const rolling = assembly(undefined, Deployment.rolling());
  expect(verdict(assembly(), rolling)).toEqual(['safe']);
  expect(verdict(rolling, assembly())).toEqual(['safe']);
});

test('a service that begins without the advanced configuration is told so', () => {
  const bare = (strategy: Deployment) =>
    assembly((web) => {
      (web.service.node.defaultChild as ecs.CfnService).addPropertyDeletionOverride(
        'LoadBalancers.0.AdvancedConfiguration',
      );
    }, strategy);
  expect(verdict(assembly(), bare(Deployment.rolling()))).toContain('ecs-blue-green-first');
});
