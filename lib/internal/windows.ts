/** Part of a week, in minutes since Monday 00:00 UTC. `end` may lie in the next week. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 24 * 60;
const WEEK = DAYS.length * DAY;
/** The shortest window that a service takes, in minutes. */
export const SHORTEST_WINDOW = { rds: 30, elastiCache: 60 };
const TIME = '([01]\\d|2[0-3]):([0-5]\\d)';
const BACKUP = new RegExp(`^${TIME}-${TIME}$`);
const MAINTENANCE = new RegExp(`^(${DAYS.join('|')}):${TIME}-(${DAYS.join('|')}):${TIME}$`);

/** `03:00-04:00`, every day. `undefined` if it is no such window, or shorter than `shortest` minutes. */
export function parseDailyWindow(text: string, shortest: number): Window | undefined {
  const match = BACKUP.exec(text);
  if (!match) return undefined;
  const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number);
  return windowOf(fromHour * 60 + fromMinute, toHour * 60 + toMinute, DAY, shortest);
}

/** `sun:05:00-sun:06:00`, every week. `undefined` if it is no such window, too short, or longer than a day. */
export function parseWeeklyWindow(text: string, shortest: number): Window | undefined {
  const match = MAINTENANCE.exec(text);
  if (!match) return undefined;
  const [, fromDay, fromHour, fromMinute, toDay, toHour, toMinute] = match;
  const minutes = (day: string, hour: string, minute: string) =>
    DAYS.indexOf(day) * DAY + Number(hour) * 60 + Number(minute);
  return windowOf(minutes(fromDay, fromHour, fromMinute), minutes(toDay, toHour, toMinute), WEEK, shortest);
}

function windowOf(start: number, end: number, period: number, shortest: number): Window | undefined {
  const length = (end - start + period) % period;
  return length >= shortest && length <= DAY ? { start, end: start + length } : undefined;
}

/** Whether a daily and a weekly window have a minute in common. RDS and ElastiCache refuse such a pair. */
export function windowsOverlap(daily: Window, weekly: Window): boolean {
  // A window that runs past midnight, or past Sunday, meets the day before or after as well.
  for (let day = -1; day <= DAYS.length + 1; day++) {
    const start = daily.start + day * DAY;
    if (start < weekly.end && weekly.start < start + daily.end - daily.start) return true;
  }
  return false;
}
