import { Duration, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { wholeUnits } from './checks/blocks';
import { Check } from './checks/check';
import { FARGATE_CPUS, fargateMemoryOf, isFargateCpu, isFargateSize } from './fargate-sizes';

/** What a task of one container is made from, with all defaults in place. */
export interface ContainerTaskSettings {
  readonly image: ecs.ContainerImage;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: ecs.CpuArchitecture;
  readonly command?: string[];
  readonly entryPoint?: string[];
  readonly user?: string;
  readonly environment: { [name: string]: string };
  readonly secrets: { [name: string]: ecs.Secret };
  readonly readonlyRootFilesystem: boolean;
  readonly writablePaths: string[];
  readonly containerHealthCheck?: ecs.HealthCheck;
  readonly stopTimeout: Duration;
  readonly executeCommand: boolean;
}

/** CPU and memory that Fargate sells, which EC2 capacity runs as well. */
export function taskSizeChecks<P extends ContainerTaskSettings>(): Check<P>[] {
  return [
    {
      prop: 'cpu',
      value: (p) => p.cpu,
      broken: (p) => !isFargateCpu(p.cpu),
      fix: () => `Fargate has tasks with ${FARGATE_CPUS} CPU units`,
    },
    {
      prop: 'memoryMiB',
      value: (p) => (Token.isUnresolved(p.cpu) ? undefined : p.memoryMiB),
      broken: (p) => !Token.isUnresolved(p.cpu) && isFargateCpu(p.cpu) && !isFargateSize(p.cpu, p.memoryMiB),
      fix: (p) => `with cpu ${p.cpu}, Fargate has ${fargateMemoryOf(p.cpu)}`,
    },
  ];
}

/** What ECS and the kernel ask of a container's variables and paths. */
export function containerChecks<P extends ContainerTaskSettings>(): Check<P>[] {
  return [
    {
      prop: 'environment and secrets',
      value: (p) => sharedNames(p),
      broken: (p) => sharedNames(p).length > 0,
      fix: () => 'name each variable in one of them only, as ECS refuses both',
    },
    {
      prop: 'writablePaths',
      value: (p) => p.writablePaths,
      broken: (p) => p.writablePaths.some((path) => !path.startsWith('/') || path === '/'),
      fix: () => "give absolute paths other than '/'",
    },
    wholeUnits('stopTimeout', (p) => p.stopTimeout, 'seconds', { least: 2, most: 120 }),
  ];
}

function sharedNames(p: ContainerTaskSettings): string[] {
  return Object.keys(p.environment).filter((name) => name in p.secrets);
}
