import { Duration, Token } from 'aws-cdk-lib';
import { Sidecar } from '../service/containers/sidecar';
import { isWholeWithin } from './checks/blocks';
import { Check } from './checks/check';

/** The names of the app's own containers, which load balancers and log streams name. */
const APP_CONTAINERS = ['web', 'worker'];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-taskdefinition-containerdefinition.html */
const NAME = /^[A-Za-z0-9_-]{1,255}$/;
const LEAST_MEMORY = 6;

/** A task that has sidecars. */
interface WithSidecars {
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly sidecars: Sidecar[];
}

const names = (p: WithSidecars) => p.sidecars.map(({ name }) => name);
const badNames = (p: WithSidecars) => names(p).filter((name) => !NAME.test(name) || APP_CONTAINERS.includes(name));
const sum = (p: WithSidecars, of: (sidecar: Sidecar) => number | undefined) =>
  p.sidecars.reduce((total, sidecar) => total + (of(sidecar) ?? 0), 0);
const known = (...values: number[]) => !values.some((value) => Token.isUnresolved(value));

const sharedNames = ({ environment = {}, secrets = {} }: Sidecar) =>
  Object.keys(environment).filter((name) => name in secrets);

function isStopTimeout(timeout: Duration): boolean {
  return isWholeWithin(timeout.toSeconds({ integral: false }), { least: 2, most: 120 });
}

/** What ECS asks of containers that share a task. */
export function sidecarChecks<P extends WithSidecars>(): Check<P>[] {
  return [...nameChecks<P>(), ...sizeChecks<P>(), ...contentChecks<P>()];
}

function nameChecks<P extends WithSidecars>(): Check<P>[] {
  return [
    {
      prop: 'sidecars (name)',
      value: badNames,
      broken: (p) => badNames(p).length > 0,
      fix: () =>
        `name each by 1 to 255 letters, digits, hyphens and underscores, and none ${APP_CONTAINERS.join(' or ')}, which the app's own containers are called`,
    },
    {
      prop: 'sidecars (name)',
      value: names,
      broken: (p) => new Set(names(p)).size < p.sidecars.length,
      fix: () => 'give each a name of its own',
    },
  ];
}

function sizeChecks<P extends WithSidecars>(): Check<P>[] {
  return [
    {
      prop: 'sidecars (cpu)',
      value: (p) => sum(p, ({ cpu }) => cpu),
      broken: (p) =>
        known(
          p.cpu,
          sum(p, ({ cpu }) => cpu),
        ) && sum(p, ({ cpu }) => cpu) >= p.cpu,
      fix: (p) => `leave the app some of the task's ${p.cpu} CPU units, or give the task more`,
    },
    {
      prop: 'sidecars (memoryMiB)',
      value: (p) => sum(p, ({ memoryMiB }) => memoryMiB),
      broken: (p) =>
        known(
          p.memoryMiB,
          sum(p, ({ memoryMiB }) => memoryMiB),
        ) && sum(p, ({ memoryMiB }) => memoryMiB) >= p.memoryMiB,
      fix: (p) => `leave the app some of the task's ${p.memoryMiB} MiB, or give the task more`,
    },
    {
      prop: 'sidecars (memoryMiB)',
      value: (p) => p.sidecars.map(({ memoryMiB }) => memoryMiB),
      broken: (p) =>
        p.sidecars.some(({ memoryMiB = LEAST_MEMORY }) => known(memoryMiB) && !(memoryMiB >= LEAST_MEMORY)),
      fix: () => `give each ${LEAST_MEMORY} MiB or more, or leave it out`,
    },
  ];
}

function contentChecks<P extends WithSidecars>(): Check<P>[] {
  return [
    {
      prop: 'sidecars (stopTimeout)',
      value: (p) => p.sidecars.map(({ stopTimeout }) => stopTimeout?.toSeconds({ integral: false })),
      broken: (p) => p.sidecars.some(({ stopTimeout }) => stopTimeout !== undefined && !isStopTimeout(stopTimeout)),
      fix: () => 'give whole seconds from 2 to 120',
    },
    {
      prop: 'sidecars (environment and secrets)',
      value: (p) => p.sidecars.flatMap(sharedNames),
      broken: (p) => p.sidecars.some((sidecar) => sharedNames(sidecar).length > 0),
      fix: () => 'name each variable in one of them only, as ECS refuses both',
    },
  ];
}
