import { review } from '../../../review';
import { assembly, resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'ecs-governed-listener';
const service = (Strategy: string, rule: unknown, field = 'ProductionListenerRule') => ({
  Service: resource('AWS::ECS::Service', {
    DeploymentConfiguration: { Strategy },
    LoadBalancers: [{ AdvancedConfiguration: { [field]: rule } }],
  }),
});
const rule = (path: string, more: Record<string, unknown> = {}) => ({
  Rule: resource('AWS::ElasticLoadBalancingV2::ListenerRule', { Conditions: [{ Values: [path] }], ...more }),
});
const REF = { Ref: 'Rule' };

const CONSEQUENCE =
  "CloudFormation writes the template's weights over those that are live, and traffic may go to a target group without tasks";

test.each(['ProductionListenerRule', 'TestListenerRule'])('flags a changed rule: %s', (field) => {
  const state = (path: string) => ({ ...service('BLUE_GREEN', REF, field), ...rule(path) });
  expect(only(RULE, reviewStack(state('/'), state('/api')))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Rule',
    message: `AWS::ElasticLoadBalancingV2::ListenerRule Rule changes (Conditions[0].Values -"/" +"/api"), but the ECS service Service sets its weights (BLUE_GREEN → BLUE_GREEN): ${CONSEQUENCE}`,
  });
});

test('is careful while the service deploys by rolling', () => {
  const state = (path: string) => ({ ...service('ROLLING', REF), ...rule(path) });
  expect(only(RULE, reviewStack(state('/'), state('/api'))).severity).toBe('caution');
});

test('is a hazard in the step that switches the strategy', () => {
  const state = (strategy: string, path: string) => ({ ...service(strategy, REF), ...rule(path) });
  expect(only(RULE, reviewStack(state('ROLLING', '/'), state('CANARY', '/api')))).toMatchObject({
    severity: 'hazard',
    message: expect.stringContaining('(ROLLING → CANARY)') as string,
  });
});

test('follows the rule to another stack', () => {
  const balancing = (path: string) => ({
    template: { Resources: rule(path), Outputs: { RuleArn: { Value: REF } } },
  });
  const weak = { 'Fn::GetStackOutput': { StackName: 'balancing', OutputName: 'RuleArn' } };
  const state = (path: string) => assembly({ balancing: balancing(path), web: service('BLUE_GREEN', weak) });
  expect(only(RULE, review(state('/'), state('/api'), { from: 'a', to: 'b' }))).toMatchObject({
    severity: 'hazard',
    stack: 'balancing',
    logicalId: 'Rule',
  });
});

test('leaves rules that ECS does not govern, and services that change without their rule, alone', () => {
  const state = (path: string) => ({ ...service('BLUE_GREEN', { Ref: 'Other' }), ...rule(path) });
  expect(found(RULE, reviewStack(state('/'), state('/api')))).toEqual([]);
  const switched = (strategy: string) => ({ ...service(strategy, REF), ...rule('/') });
  expect(found(RULE, reviewStack(switched('ROLLING'), switched('BLUE_GREEN')))).toEqual([]);
});

test('leaves a change of policies alone, which calls no service', () => {
  const state = (DeletionPolicy: string) => {
    const { Rule: made } = rule('/');
    return { ...service('BLUE_GREEN', REF), Rule: { ...made, DeletionPolicy } };
  };
  expect(found(RULE, reviewStack(state('Delete'), state('Retain')))).toEqual([]);
});

test('flags a rule that goes', () => {
  const before = { ...service('BLUE_GREEN', REF), ...rule('/') };
  expect(only(RULE, reviewStack(before, service('BLUE_GREEN', 'another')))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Rule',
    message: `AWS::ElasticLoadBalancingV2::ListenerRule Rule is removed, but the ECS service Service sets its weights (BLUE_GREEN → BLUE_GREEN): ${CONSEQUENCE}`,
  });
});
