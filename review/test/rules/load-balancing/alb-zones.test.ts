import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'alb-zones';
const balancer = (Subnets: unknown, Type?: string) => ({
  Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', { Subnets, ...(Type ? { Type } : {}) }),
});

test('flags a load balancer in one zone', () => {
  expect(only(RULE, reviewStack(balancer(['a', 'b']), balancer(['a'])))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Balancer',
    message:
      'AWS::ElasticLoadBalancingV2::LoadBalancer Balancer has 1 subnet: an Application Load Balancer needs subnets in two Availability Zones',
  });
});

test('leaves two, a network load balancer, and what only the deployment knows alone', () => {
  expect(found(RULE, reviewStack(balancer(['a', 'b']), balancer(['a', 'b', 'c'])))).toEqual([]);
  expect(found(RULE, reviewStack(balancer(['a', 'b'], 'network'), balancer(['a'], 'network')))).toEqual([]);
  expect(found(RULE, reviewStack(balancer(['a', 'b']), balancer({ 'Fn::Split': [',', 'a,b'] })))).toEqual([]);
});
