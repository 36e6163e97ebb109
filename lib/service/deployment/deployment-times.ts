import { Duration } from 'aws-cdk-lib';
import { MINUTES_TO_SEE } from './rollback-alarms';

/**
 * CloudFormation gives up an update after 36 hours, and refuses a canary or linear deployment whose times are above 33.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-canaryconfiguration.html
 */
const MOST_MINUTES = 33 * 60;

/** A share of the traffic, in percent, and for how long. */
export interface Shift {
  readonly percent: number;
  readonly time: Duration;
}

/** The times of a deployment. */
export interface DeploymentTimes {
  readonly bakeTime?: Duration;
  readonly canary?: Shift;
  readonly linear?: Shift;
}

/**
 * How often a linear deployment waits, as CloudFormation counts it: not after the shift that reaches all of the traffic.
 * In tenths of a percent, which are whole.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-ecs-service-linearconfiguration.html
 */
function waits(stepPercent: number): number {
  const step = Math.round(stepPercent * 10);
  return 1000 % step === 0 ? 1000 / step - 1 : Math.floor(1000 / step);
}

/** What is wrong with the times taken together. */
export function timeFaults({ bakeTime, canary, linear }: DeploymentTimes, alarmed: boolean): string[] {
  if (bakeTime === undefined) return [];
  const phases: { readonly name: string; readonly minutes: number }[] = [
    ...(canary ? [{ name: 'canaryTime', minutes: canary.time.toMinutes() }] : []),
    ...(linear ? [stepsPhase(linear)] : []),
    { name: 'bakeTime', minutes: bakeTime.toMinutes() },
  ];
  const total = phases.reduce((sum, { minutes }) => sum + minutes, 0);
  return [
    ...phases
      .filter(({ minutes }) => alarmed && minutes < MINUTES_TO_SEE)
      .map(
        ({ name, minutes }) =>
          `${name} of ${minutes} minutes is shorter than the ${MINUTES_TO_SEE} minutes in which rollback alarms see a fault`,
      ),
    ...(total > MOST_MINUTES
      ? [
          `${phases.map(({ name }) => name).join(' and ')} are ${total} minutes together, and CloudFormation refuses more than ${MOST_MINUTES}`,
        ]
      : []),
  ];
}

function stepsPhase({ percent, time }: Shift): { name: string; minutes: number } {
  const count = waits(percent);
  return { name: `stepTime, ${count} ${count === 1 ? 'time' : 'times'},`, minutes: count * time.toMinutes() };
}

export function minutesFaults(name: string, time: Duration | undefined): string[] {
  if (time === undefined) return [];
  const minutes = time.toMinutes({ integral: false });
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= 1440
    ? []
    : [`${name} of ${minutes} minutes must be whole minutes from 0 to 1440`];
}

/** In tenths, as 1.1 * 10 is not 11 in binary fractions. */
export function percentFaults(name: string, percent: number | undefined, min: number): string[] {
  if (percent === undefined) return [];
  const wholeTenths = Math.abs(percent * 10 - Math.round(percent * 10)) < 1e-9;
  return wholeTenths && percent >= min && percent < 100
    ? []
    : [`${name} ${percent} must be from ${min} to 99.9, in steps of 0.1`];
}
