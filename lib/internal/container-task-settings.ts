import { Duration, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerOptions } from '../service/containers/container-options';
import { Sidecar } from '../service/containers/sidecar';
import { FARGATE_CPUS, fargateMemoryOf, isFargateCpu, isFargateSize } from './fargate-sizes';
import { sidecarRules } from './sidecar-checks';
import { Rule } from './validation';

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
export function taskSizeRules<P extends ContainerTaskSettings>(): Rule<P>[] {
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
export function containerRules<P extends ContainerTaskSettings>(): Rule<P>[] {
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
    secondsRule('stopTimeout', (p) => p.stopTimeout, 2, 120),
    ...sidecarRules<P>(),
  ];
}

/** A duration in whole seconds within bounds; one that is not known at synth is not asked. */
export function secondsRule<P>(prop: string, of: (p: P) => Duration, min: number, max: number): Rule<P> {
  const seconds = (p: P) => (of(p).isUnresolved() ? undefined : of(p).toSeconds({ integral: false }));
  return {
    prop,
    value: (p) => seconds(p),
    broken: (p) => {
      const given = seconds(p);
      return given !== undefined && (!Number.isInteger(given) || given < min || given > max);
    },
    fix: () => `give whole seconds from ${min} to ${max}`,
  };
}

function sharedNames(p: ContainerTaskSettings): string[] {
  return Object.keys(p.environment).filter((name) => name in p.secrets);
}
