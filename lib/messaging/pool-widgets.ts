import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlarmSpec, AT_LEAST, ONE_MINUTE, QUIET_IS_GOOD } from '../internal/alarm';
import { inWork, oldest, waiting } from './alarms';
import { backlogPerTask, runningTasks } from './backlog-scaling';

const THIRD = 8;
const FROM_ZERO: cloudwatch.YAxisProps = { min: 0, showUnits: false };

/** What a pool has: containers or a function. */
export interface PoolSources {
  readonly name: string;
  readonly queue: sqs.IQueue;
  readonly service?: ecs.FargateService;
  readonly handler?: lambda.IFunction;
}

/** One row of a dashboard: the jobs, how late they are, and who works on them. */
export function poolRow(pool: PoolSources): cloudwatch.IWidget[] {
  const graph = (title: string, left: cloudwatch.IMetric[], right: cloudwatch.IMetric[] = []) =>
    new cloudwatch.GraphWidget({
      title: `${pool.name}: ${title}`,
      left,
      right,
      leftYAxis: FROM_ZERO,
      rightYAxis: right.length > 0 ? FROM_ZERO : undefined,
      width: THIRD,
    });
  return [
    graph('jobs', [waiting(pool.queue), inWork(pool.queue)]),
    graph('age of the oldest job (s)', [oldest(pool.queue)]),
    graph('workers', workers(pool), pool.service ? [backlogPerTask(pool.queue, pool.service)] : []),
  ];
}

function workers(pool: PoolSources): cloudwatch.IMetric[] {
  if (pool.service) return [runningTasks(pool.service)];
  return pool.handler ? [concurrency(pool.handler)] : [];
}

function concurrency(handler: lambda.IFunction): cloudwatch.Metric {
  return handler.metric('ConcurrentExecutions', {
    statistic: cloudwatch.Stats.MAXIMUM,
    label: 'Running at a time',
    period: ONE_MINUTE,
  });
}

/** The pool cannot grow any more, for long enough to be no burst. */
export function atMaximum(pool: PoolSources, most: number): AlarmSpec[] {
  const [metric] = workers(pool);
  if (metric === undefined) return [];
  return [
    {
      id: 'AtMaximum',
      urgency: 'notice',
      metric,
      description:
        'The workers have been at their maximum for fifteen minutes. If jobs are late, raise it, after a look at what they load: the database is the usual limit. If they are not, it is a long burst.',
      when: AT_LEAST,
      threshold: most,
      periods: 15,
      missing: QUIET_IS_GOOD,
    },
  ];
}
