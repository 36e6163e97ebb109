import { Duration, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerOptions } from '../service/containers/container-options';
import { Sidecar } from '../service/containers/sidecar';
import { wholeUnits } from './checks/blocks';
import { Check } from './checks/check';
import { FARGATE_CPUS, fargateMemoryOf, isFargateCpu, isFargateSize } from './fargate-sizes';
import { sidecarChecks } from './sidecar-checks';

/** What a task is made from, with all defaults in place. */
export interface ContainerTaskSettings extends ContainerOptions {
  readonly image: ecs.ContainerImage;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: ecs.CpuArchitecture;
  readonly environment: { [name: string]: string };
  readonly secrets: { [name: string]: ecs.Secret };
  readonly readonlyRootFilesystem: boolean;
  readonly writablePaths: string[];
  readonly stopTimeout: Duration;
  readonly executeCommand: boolean;
  readonly sidecars: Sidecar[];
  readonly containerInsights: ecs.ContainerInsights;
}

/** The settings of a task but for what each kind of service gives. */
type TaskDefaults = Omit<ContainerTaskSettings, 'image' | 'environment' | 'stopTimeout'>;

/** Resolves the defaults that a task has whatever it is for, once. */
export function containerTaskSettingsOf(options: ContainerOptions & TaskSize): TaskDefaults {
  return {
    cpu: options.cpu ?? 256,
    memoryMiB: options.memoryMiB ?? 512,
    architecture: options.architecture ?? ecs.CpuArchitecture.ARM64,
    secrets: options.secrets ?? {},
    readonlyRootFilesystem: options.readonlyRootFilesystem ?? false,
    writablePaths: options.writablePaths ?? [],
    executeCommand: options.executeCommand ?? false,
    sidecars: options.sidecars ?? [],
    containerInsights: options.containerInsights ?? ecs.ContainerInsights.DISABLED,
  };
}

interface TaskSize {
  readonly cpu?: number;
  readonly memoryMiB?: number;
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
    ...sidecarChecks<P>(),
  ];
}

function sharedNames(p: ContainerTaskSettings): string[] {
  return Object.keys(p.environment).filter((name) => name in p.secrets);
}
