import { Duration, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { FARGATE_CPUS, fargateMemoryOf, isFargateCpu, isFargateSize } from './fargate-sizes';
import { platformOf, platformOfAsset } from './image-platform';
import { Rule } from './validation';

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

/** An image that is built for another processor than the task's does not start. */
export function imageRule<P extends ContainerTaskSettings>(): Rule<P> {
  return {
    prop: 'image',
    value: (p) => platformOfAsset(p.image),
    broken: (p) => ![undefined, platformOf(p.architecture)].includes(platformOfAsset(p.image)),
    fix: (p) =>
      `its tasks run on ${platformOf(p.architecture)}: build the image for that platform, or give another architecture`,
  };
}

/** CPU and memory that Fargate sells, which EC2 capacity runs as well. */
export function taskSizeRules<P extends ContainerTaskSettings>(): Rule<P>[] {
  return [
    imageRule<P>(),
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
