import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'listener-priority';
const rule = (Priority: number, ListenerArn: unknown = { Ref: 'Http' }) =>
  resource('AWS::ElasticLoadBalancingV2::ListenerRule', { Priority, ListenerArn });

const WHY = 'rules are written one by one, old ones go last, and the update fails with PriorityInUse';

test('flags two rules that exchange their priorities', () => {
  const review = reviewStack({ A: rule(1), B: rule(2) }, { A: rule(2), B: rule(1) });
  expect(found(RULE, review)).toEqual([
    {
      severity: 'hazard',
      stack: 'app',
      logicalId: 'A',
      message: `AWS::ElasticLoadBalancingV2::ListenerRule A takes priority 2, which B has on the same listener: ${WHY}`,
    },
    {
      severity: 'hazard',
      stack: 'app',
      logicalId: 'B',
      message: `AWS::ElasticLoadBalancingV2::ListenerRule B takes priority 1, which A has on the same listener: ${WHY}`,
    },
  ]);
});

test('flags a new rule with the priority of one that goes', () => {
  expect(only(RULE, reviewStack({ A: rule(1) }, { B: rule(1) })).logicalId).toBe('B');
});

test('leaves free priorities, and those of other listeners, alone', () => {
  expect(found(RULE, reviewStack({ A: rule(1) }, { A: rule(1), B: rule(2) }))).toEqual([]);
  expect(found(RULE, reviewStack({ A: rule(1) }, { A: rule(1), B: rule(1, { Ref: 'Https' }) }))).toEqual([]);
  expect(found(RULE, reviewStack({ A: rule(1) }, { A: rule(5) }))).toEqual([]);
});

test('leaves rules that follow their listener alone', () => {
  const state = (Scheme: string) => ({
    Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme }),
    Http: resource('AWS::ElasticLoadBalancingV2::Listener', { LoadBalancerArn: { Ref: 'Balancer' } }),
    A: rule(1),
  });
  expect(found(RULE, reviewStack(state('internet-facing'), state('internal')))).toEqual([]);
});

test('flags a rule that goes to a listener where its priority is taken', () => {
  const review = reviewStack(
    { A: rule(1), B: rule(1, { Ref: 'Https' }) },
    { A: rule(1, { Ref: 'Https' }), B: rule(1, { Ref: 'Https' }) },
  );
  expect(only(RULE, review).logicalId).toBe('A');
});
