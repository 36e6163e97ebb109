import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'ecs-blue-green-first';
const service = (Strategy: string | undefined, advanced: boolean) => ({
  Service: resource('AWS::ECS::Service', {
    ...(Strategy === undefined ? {} : { DeploymentConfiguration: { Strategy } }),
    LoadBalancers: [advanced ? { AdvancedConfiguration: { ProductionListenerRule: 'arn' } } : { ContainerPort: 80 }],
  }),
});

test.each([undefined, 'ROLLING'])('flags a switch without preparation: %j', (before) => {
  expect(only(RULE, reviewStack(service(before, false), service('BLUE_GREEN', true)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Service',
    message:
      'AWS::ECS::Service Service goes from ROLLING to BLUE_GREEN, but no deployment with AdvancedConfiguration (alternate target group, production rule, role) came before: ECS wants one under the rolling strategy first',
  });
});

test('leaves a prepared service, the preparation and the way back alone', () => {
  expect(found(RULE, reviewStack(service('ROLLING', true), service('BLUE_GREEN', true)))).toEqual([]);
  expect(found(RULE, reviewStack(service('ROLLING', false), service('ROLLING', true)))).toEqual([]);
  expect(found(RULE, reviewStack(service('BLUE_GREEN', true), service('ROLLING', true)))).toEqual([]);
});
