import { Template } from 'aws-cdk-lib/assertions';
import * as fc from 'fast-check';
import { REQUESTS_PER_TASK } from '../../../lib/service/containers/request-scaling';
import { build } from '../fixture';

/** One minute of `RequestCountPerTarget`; no value where the group reports nothing. */
interface Minute {
  readonly blue?: number;
  readonly green?: number;
}

/** What CloudWatch makes of the expression: `SUM` of a list adds up the series that have a value. */
function evaluate(expression: string, minute: Minute): number | undefined {
  const list = /^SUM\(\[([a-z, ]+)\]\)$/.exec(expression);
  if (list === null) throw new Error(`cannot evaluate ${expression}`);
  const values = list[1]!
    .split(', ')
    .map((id) => minute[id as keyof Minute])
    .filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
}

/** What a target group reports for its share of the requests. */
const perTarget = (requests: number, targets: number) => (targets === 0 ? undefined : requests / targets);

const requests = fc.integer({ min: 0, max: 1_000_000 });
const tasks = fc.integer({ min: 1, max: 500 });

test('is the load of a task, whichever group is live', () => {
  fc.assert(
    fc.property(requests, tasks, fc.boolean(), (load, count, greenIsLive) => {
      const live = perTarget(load, count);
      const minute = greenIsLive ? { green: live, blue: undefined } : { blue: live, green: undefined };
      expect(evaluate(REQUESTS_PER_TASK, minute)).toBe(load / count);
    }),
  );
});

test('stays the load of a task while a deployment shifts traffic between two full groups', () => {
  fc.assert(
    fc.property(requests, tasks, fc.integer({ min: 0, max: 100 }), (load, count, percent) => {
      const toGreen = (load * percent) / 100;
      const minute = { blue: perTarget(load - toGreen, count), green: perTarget(toGreen, count) };
      expect(evaluate(REQUESTS_PER_TASK, minute)).toBeCloseTo(load / count, 6);
    }),
  );
});

test('is 0 without traffic, so the service scales in, and nothing without targets, so it stays', () => {
  expect(evaluate(REQUESTS_PER_TASK, { blue: 0 })).toBe(0);
  expect(evaluate(REQUESTS_PER_TASK, {})).toBeUndefined();
});

test('does not fill gaps, which late metrics would turn into zeros', () => {
  expect(REQUESTS_PER_TASK).not.toContain('FILL');
});

const group = (id: string) => ({ 'Fn::GetAtt': [id, 'TargetGroupFullName'] });
const balancer = (id: string) => ({ 'Fn::GetAtt': [id, 'LoadBalancerFullName'] });

test('is tracked over both target groups by one policy', () => {
  const { stack, web } = build(() => ({ scaling: { minTasks: 2, maxTasks: 10, requestsPerTaskPerMinute: 900 } }));
  const [blue, green] = web.targetGroups.map((target) => stack.getLogicalId(target.node.defaultChild as never));
  const loadBalancer = balancer(stack.getLogicalId(web.loadBalancer.node.defaultChild as never));
  const query = (id: string, target: string) => ({
    Id: id,
    ReturnData: false,
    MetricStat: {
      Stat: 'Sum',
      Metric: {
        Namespace: 'AWS/ApplicationELB',
        MetricName: 'RequestCountPerTarget',
        Dimensions: [
          { Name: 'LoadBalancer', Value: loadBalancer },
          { Name: 'TargetGroup', Value: group(target) },
        ],
      },
    },
  });
  Template.fromStack(stack).hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 900,
      ScaleInCooldown: 300,
      ScaleOutCooldown: 60,
      CustomizedMetricSpecification: {
        Metrics: [
          query('blue', blue!),
          query('green', green!),
          { Id: 'requestsPerTask', Expression: 'SUM([blue, green])', ReturnData: true },
        ],
      },
    },
  });
});

test('is a metric for dashboards as well', () => {
  const metric = build().web.metricRequestsPerTask({ label: 'Load' });
  expect(metric.expression).toBe(REQUESTS_PER_TASK);
  expect(metric.label).toBe('Load');
  expect(Object.keys(metric.usingMetrics)).toEqual(['blue', 'green']);
});
