import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { nest } from '../../../behaviours/limits/predicates';
import { Resource } from '../../../model';
import { CUTS } from '../../../rules/service/traffic-to-zero';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'traffic-to-zero';
const specification = loadAwsServiceSpecSync();

describe.each(CUTS.map((cut) => [`${cut.type}.${cut.path} ${cut.when.says}`, cut] as const))('%s', (_, cut) => {
  const state = (value: unknown) => ({ Thing: resource(cut.type, value === undefined ? {} : nest(cut.path, value)) });
  const [before, after] = cut.when.example.map(state);

  test(`is a ${cut.severity}`, () => {
    expect(found(RULE, reviewStack(before, after)).map(({ severity }) => severity)).toEqual([cut.severity]);
  });

  if (cut.when.oneWay) test('is none the other way', () => expect(found(RULE, reviewStack(after, before))).toEqual([]));

  test('is of the specification, and documented', () => {
    const [spec] = specification.lookup('resource', 'cloudFormationType', 'equals', cut.type);
    expect(Object.keys(spec.properties)).toContain(cut.path.split('.')[0]);
    expect(cut.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(cut.remedy).toMatch(/\.$/);
  });
});

test('says what stops, with its own remedy and source', () => {
  const lambda = (count?: number) => ({
    Thumbs: resource('AWS::Lambda::Function', count === undefined ? {} : { ReservedConcurrentExecutions: count }),
  });
  expect(reviewStack(lambda(), lambda(0)).findings).toEqual([
    {
      rule: RULE,
      severity: 'hazard',
      stack: 'app',
      mechanism: 'down',
      path: 'Thumbs',
      logicalId: 'Thumbs',
      message:
        'AWS::Lambda::Function Thumbs stops: ReservedConcurrentExecutions unset → 0; the function is throttled: each call is refused',
      remedy: 'Reserve one or more, or leave the property out. To stop a queue only, disable its event source.',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
    },
  ]);
});

describe('an ECS service', () => {
  const service = (DesiredCount?: number, least?: number): Record<string, Resource> => ({
    Web: resource('AWS::ECS::Service', DesiredCount === undefined ? {} : { DesiredCount }),
    ...(least === undefined
      ? {}
      : {
          Scaling: resource('AWS::ApplicationAutoScaling::ScalableTarget', {
            MinCapacity: least,
            MaxCapacity: 10,
            ResourceId: { 'Fn::Join': ['', ['service/', { Ref: 'Cluster' }, '/', { 'Fn::GetAtt': ['Web', 'Name'] }]] },
          }),
        }),
  });

  test('without tasks is a hazard', () => {
    expect(only(RULE, reviewStack(service(2), service(0)))).toEqual({
      severity: 'hazard',
      stack: 'app',
      logicalId: 'Web',
      message:
        'AWS::ECS::Service Web stops: DesiredCount 2 → 0; all its tasks are stopped, and nothing answers or works any more',
    });
    expect(only(RULE, reviewStack(service(), service(0))).severity).toBe('hazard');
  });

  test('that scaling starts again is a caution', () => {
    expect(only(RULE, reviewStack(service(2, 2), service(0, 2)))).toMatchObject({
      severity: 'caution',
      message:
        'AWS::ECS::Service Web stops: DesiredCount 2 → 0; all its tasks are stopped, until scaling starts 2 again',
    });
  });

  test('that begins, grows, or leaves the count out is none', () => {
    expect(found(RULE, reviewStack(service(0), service(2)))).toEqual([]);
    expect(found(RULE, reviewStack(service(4), service(2)))).toEqual([]);
    expect(found(RULE, reviewStack(service(2), service()))).toEqual([]);
    expect(found(RULE, reviewStack({}, service(0)))).toEqual([]);
  });
});

describe('a distribution', () => {
  const distribution = (...Aliases: string[]) =>
    resource('AWS::CloudFront::Distribution', { DistributionConfig: { Aliases } });

  test('without a name left is a hazard, with one a caution', () => {
    expect(only(RULE, reviewStack({ Cdn: distribution('a.example') }, { Cdn: distribution() }))).toMatchObject({
      severity: 'hazard',
      message:
        'AWS::CloudFront::Distribution Cdn stops answering for "a.example": it has no alternate domain name left, and requests for those that it had are refused',
    });
    const step = reviewStack({ Cdn: distribution('a.example', 'b.example') }, { Cdn: distribution('b.example') });
    expect(only(RULE, step).severity).toBe('caution');
  });

  test('whose name another takes is none', () => {
    const before = { Cdn: distribution('a.example'), Other: distribution('b.example') };
    const after = { Cdn: distribution('c.example'), Other: distribution('b.example', 'a.example') };
    expect(found(RULE, reviewStack(before, after))).toEqual([]);
  });
});

describe('a listener', () => {
  const forward = { Type: 'forward', TargetGroupArn: { Ref: 'Group' } };
  const fixed = { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '503' } };
  const listener = (action: object) => ({
    Http: resource('AWS::ElasticLoadBalancingV2::Listener', { DefaultActions: [action] }),
  });
  const rule = (action: object) => ({
    Api: resource('AWS::ElasticLoadBalancingV2::ListenerRule', { ListenerArn: { Ref: 'Http' }, Actions: [action] }),
  });

  test('that answers itself is a hazard where no rule forwards, and else a caution', () => {
    expect(only(RULE, reviewStack(listener(forward), listener(fixed)))).toMatchObject({
      severity: 'hazard',
      message:
        'AWS::ElasticLoadBalancingV2::Listener Http answers with a fixed response where it forwarded: it has no rule that forwards, so that nothing reaches a target any more',
    });
    const step = reviewStack({ ...listener(forward), ...rule(forward) }, { ...listener(fixed), ...rule(forward) });
    expect(only(RULE, step).severity).toBe('caution');
  });

  test('whose rule answers itself is a caution', () => {
    const step = reviewStack({ ...listener(forward), ...rule(forward) }, { ...listener(forward), ...rule(fixed) });
    expect(only(RULE, step)).toMatchObject({ severity: 'caution', logicalId: 'Api' });
  });

  test('that redirects, or begins to forward, is none', () => {
    expect(found(RULE, reviewStack(listener(forward), listener({ Type: 'redirect' })))).toEqual([]);
    expect(found(RULE, reviewStack(listener(fixed), listener(forward)))).toEqual([]);
  });
});
