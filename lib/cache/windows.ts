import { parseBackupWindow, parseMaintenanceWindow } from '../internal/windows';

export { windowsOverlap } from '../internal/windows';

/** Part of a week, in minutes since Monday 00:00 UTC. */
export type Window = NonNullable<ReturnType<typeof parseBackupWindow>>;

/** ElastiCache takes no shorter window; RDS takes half an hour. */
const SHORTEST = 60;

const longEnough = (window: Window | undefined) =>
  window && window.end - window.start >= SHORTEST ? window : undefined;

/** `03:00-04:00`, every day. `undefined` if it is no such window, or shorter than an hour. */
export function parseDailyWindow(text: string): Window | undefined {
  return longEnough(parseBackupWindow(text));
}

/** `sun:05:00-sun:06:00`, every week. `undefined` if it is no such window, shorter than an hour or longer than a day. */
export function parseWeeklyWindow(text: string): Window | undefined {
  return longEnough(parseMaintenanceWindow(text));
}
