import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { TaskPlacement } from '../containers/task-placement';

/** What a service asks of the capacity under it. */
export interface CapacityNeeds {
  readonly vpc: ec2.IVpc;
  readonly placement: TaskPlacement;
  /** CPU units of a task, 1024 to a vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: ecs.CpuArchitecture;
  readonly maxTasks: number;
  /** Whether a deployment runs all tasks twice. */
  readonly doublesTasks: boolean;
  /** The cluster that was given; none where the service makes its own. */
  readonly cluster?: ecs.ICluster;
}

/** What capacity is made for. */
export interface CapacityTarget {
  readonly cluster: ecs.ICluster;
  readonly taskDefinition: ecs.TaskDefinition;
  readonly needs: CapacityNeeds;
}

/** What one kind of capacity made. */
export interface BoundKind {
  /** The strategy of a service that runs on it. */
  readonly strategy: ecs.CapacityProviderStrategy[];
  /** What people should be told of. */
  readonly alarms: cloudwatch.IAlarm[];
}

/** One kind of capacity. */
export interface CapacityKind {
  /** Names the kind in messages, and tells it from others. */
  readonly name: string;
  /** Whether a task may have to wait for an instance that has to be started first. */
  readonly startsInstances: boolean;
  /** Makes what it needs in the cluster. */
  bind(scope: Construct, target: CapacityTarget): BoundKind;
  /** What is wrong with the values given, in words. */
  faults(): string[];
  /** What does not go with what a service asks for, in words. Only asked where `faults()` has none. */
  mismatches(needs: CapacityNeeds): string[];
}

/** ECS gives tasks on instances no public address: `assignPublicIp` is for Fargate. */
export function publicPlacement(name: string, { placement }: CapacityNeeds): string[] {
  return placement.assignPublicIp
    ? [`${name} has no public addresses for tasks: place them in private subnets, TaskPlacement.privateSubnets()`]
    : [];
}
