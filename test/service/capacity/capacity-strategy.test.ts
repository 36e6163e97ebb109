import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from '../../../lib/service/capacity/capacity';
import { TaskPlacement } from '../../../lib/service/containers/task-placement';
import { WebServiceProps } from '../../../lib/service/tier/web-service-props';
import { inZones, only, template } from '../fixture';

const on = (capacity: Capacity, more: Partial<WebServiceProps> = {}) =>
  template((vpc) => ({
    placement: TaskPlacement.privateSubnets(inZones(vpc, 'private', 2)),
    cpu: 2048,
    memoryMiB: 4096,
    scaling: { minTasks: 8, maxTasks: 60 },
    capacity,
    ...more,
  }));

describe('a change of strategy', () => {
  const forced = (capacity: Capacity, more: Partial<WebServiceProps> = {}) =>
    only(on(capacity, { scaling: { minTasks: 1, maxTasks: 4 }, ...more }), 'AWS::ECS::Service').properties
      .ForceNewDeployment;

  test.each([
    ['Fargate', Capacity.fargate(), 'FARGATE base 1 weight 100'],
    [
      'spot',
      Capacity.fargate({ spotPercent: 70, onDemandBase: 2 }),
      'FARGATE base 2 weight 30, FARGATE_SPOT base 0 weight 70',
    ],
    ['EC2', Capacity.ec2({ vCpus: 8 }), 'Capacity.ec2() base 0 weight 1'],
    ['managed instances', Capacity.managedInstances(), 'Capacity.managedInstances() base 0 weight 1'],
    ['the way back', Capacity.fargate().movingFrom(Capacity.ec2({ vCpus: 8 })), 'FARGATE base 1 weight 100'],
  ])('to %s forces a deployment by a word of its own', (_, capacity, nonce) => {
    expect(forced(capacity)).toEqual({ EnableForceNewDeployment: true, ForceNewDeploymentNonce: nonce });
  });

  test('is the only thing that changes that word', () => {
    const word = forced(Capacity.ec2({ vCpus: 8 }));
    expect(forced(Capacity.ec2({ vCpus: 16, memoryGiBPerVCpu: 2, targetPercent: 80, minInstances: 1 }))).toEqual(word);
    expect(
      forced(Capacity.ec2({ vCpus: 8 }), { cpu: 1024, image: ecs.ContainerImage.fromRegistry('public.ecr.aws/x/y:2') }),
    ).toEqual(word);
  });
});
