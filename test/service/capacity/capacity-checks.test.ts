import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { Deployment } from '../../../lib/service/deployment/deployment';
import { RollbackAlarms } from '../../../lib/service/deployment/rollback-alarms';
import { WebServiceProps } from '../../../lib/service/tier/web-service-props';
import { build, inZones, template } from '../fixture';

const on = (capacity: Capacity, more: Partial<WebServiceProps> = {}) =>
  template((vpc) => ({
    placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
    cpu: 2048,
    memoryMiB: 4096,
    scaling: { minTasks: 8, maxTasks: 60 },
    capacity,
    ...more,
  }));

describe('rules', () => {
  const broken: [string, Capacity, Partial<WebServiceProps>, string][] = [
    [
      'values out of bounds',
      Capacity.ec2({
        vCpus: 3,
        memoryGiBPerVCpu: 6,
        minInstances: -1,
        maxInstances: 0,
        targetPercent: 101,
        volumeGiB: 8,
        refreshSchedule: 'weekly',
      }),
      {},
      "vCpus 3 must be one of 2, 4, 8, 16, 32, 48, 64; memoryGiBPerVCpu 6 must be one of 2, 4, 8; minInstances -1 must be a whole number of 0 or more; maxInstances 0 must be a whole number of 1 or more, and not below minInstances; targetPercent 101 must be a whole number from 1 to 100; volumeGiB 8 must be a whole number from 30 to 16384; refreshSchedule 'weekly' must be a cron(…) or rate(…) expression",
    ],
    [
      'a minimum above the maximum',
      Capacity.ec2({ vCpus: 8, minInstances: 50, maxInstances: 40 }),
      {},
      'maxInstances 40 must be a whole number of 1 or more, and not below minInstances',
    ],
    [
      'an instance that is smaller than a task',
      Capacity.ec2({ vCpus: 2, memoryGiBPerVCpu: 2 }),
      {},
      'an instance of 2 vCPUs and 4 GiB has no room for a task of 2048 CPU units and 4096 MiB: give it more vCpus or memoryGiBPerVCpu',
    ],
    [
      'too few instances for a blue/green deployment',
      Capacity.ec2({ vCpus: 8, maxInstances: 39 }),
      { deployment: Deployment.blueGreen({ rollbackAlarms: RollbackAlarms.none('A test.') }) },
      'maxInstances 39 is too few: a deployment runs 60 tasks twice, 3 on an instance, needs 40',
    ],
    [
      'too few instances for the tasks',
      Capacity.ec2({ vCpus: 8, maxInstances: 20 }),
      {},
      'maxInstances 20 is too few: 60 tasks and a rolling deployment of them, 3 on an instance, need 21',
    ],
    [
      'managed instances that are smaller than a task',
      Capacity.managedInstances({ minVCpus: 0, maxVCpus: 1.5, volumeGiB: 1 }),
      {},
      'minVCpus 0 must be a whole number of 1 or more; maxVCpus 1.5 must be a whole number of 1 or more; volumeGiB 1 must be a whole number from 30 to 16384',
    ],
    [
      'managed instances with crossed bounds',
      Capacity.managedInstances({ minVCpus: 8, maxVCpus: 4 }),
      {},
      'minVCpus 8 is above maxVCpus 4',
    ],
    [
      'managed instances that are too small',
      Capacity.managedInstances({ maxVCpus: 1 }),
      {},
      'maxVCpus 1 is less than a task of 2048 CPU units needs',
    ],
    [
      'a move from the same kind',
      Capacity.ec2({ vCpus: 8 }).movingFrom(Capacity.ec2({ vCpus: 4 })),
      {},
      'movingFrom() is for another kind than Capacity.ec2(): change the values instead',
    ],
  ];

  test.each(broken)('%s is an error', (_, capacity, more, message) => {
    const failure = `  - capacity is ${JSON.stringify(message)}: give values within these bounds`;
    expect(() => on(capacity, more)).toThrow(new Error(`WebService at 'Web/Web':\n${failure}`));
  });

  test.each([
    ['ec2', Capacity.ec2({ vCpus: 8 })],
    ['managedInstances', Capacity.managedInstances()],
  ])('%s in public subnets, or in a cluster from elsewhere, is an error', (name, capacity) => {
    expect(() =>
      build((_, stack) => ({
        capacity,
        cluster: ecs.Cluster.fromClusterAttributes(stack, 'Given', {
          clusterName: 'given',
          vpc: _,
          securityGroups: [],
        }),
      })),
    ).toThrow(
      `capacity is "Capacity.${name}() has no public addresses for tasks: place them in private subnets, TaskPlacement.privateSubnets(); Capacity.${name}() adds a provider to the cluster, so that must be one made in this app": give values within these bounds`,
    );
  });
});
