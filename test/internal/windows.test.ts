import fc from 'fast-check';
import { parseDailyWindow, parseWeeklyWindow, SHORTEST_WINDOW, windowsOverlap } from '../../lib/internal/windows';

const { rds, elastiCache } = SHORTEST_WINDOW;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 1440;
const time = (minutes: number) =>
  `${String(Math.floor((minutes % DAY) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const moment = (minutes: number) => `${DAYS[Math.floor(minutes / DAY) % 7]}:${time(minutes)}`;

test.each([
  ['03:00-04:00', { start: 180, end: 240 }],
  ['23:45-00:15', { start: 1425, end: 1455 }],
  ['00:00-00:30', { start: 0, end: 30 }],
  ['03:00-03:29', undefined],
  ['03:00-03:00', undefined],
  ['24:00-01:00', undefined],
  ['03:60-04:00', undefined],
  ['03:00 - 04:00', undefined],
  ['', undefined],
])('the daily window %s', (text, window) => {
  expect(parseDailyWindow(text, rds)).toEqual(window);
});

test.each([
  ['mon:00:00-mon:01:00', { start: 0, end: 60 }],
  ['sun:23:45-mon:00:15', { start: 6 * DAY + 1425, end: 7 * DAY + 15 }],
  ['tue:12:00-wed:12:00', { start: DAY + 720, end: 2 * DAY + 720 }],
  ['tue:12:00-wed:12:01', undefined],
  ['tue:12:00-tue:12:29', undefined],
  ['tue:12:00-mon:12:00', undefined],
  ['Tue:12:00-tue:13:00', undefined],
  ['12:00-13:00', undefined],
])('the weekly window %s', (text, window) => {
  expect(parseWeeklyWindow(text, rds)).toEqual(window);
});

test('ElastiCache takes no window below an hour', () => {
  expect(parseDailyWindow('03:00-04:00', elastiCache)).toEqual({ start: 180, end: 240 });
  expect(parseDailyWindow('03:00-03:59', elastiCache)).toBeUndefined();
  expect(parseWeeklyWindow('mon:03:00-mon:04:00', elastiCache)).toEqual({ start: 180, end: 240 });
  expect(parseWeeklyWindow('mon:03:00-mon:03:59', elastiCache)).toBeUndefined();
});

test('windows overlap if and only if they have a minute in common', () => {
  const minutes = fc.integer({ min: 0, max: 7 * DAY - 1 });
  const length = fc.integer({ min: 30, max: 720 });
  fc.assert(
    fc.property(minutes, length, minutes, length, (from, long, start, duration) => {
      const daily = parseDailyWindow(`${time(from)}-${time(from + long)}`, rds)!;
      const weekly = parseWeeklyWindow(`${moment(start)}-${moment(start + duration)}`, rds)!;
      const backedUp = new Set(Array.from({ length: long }, (_, minute) => (from + minute) % DAY));
      const common = Array.from({ length: duration }, (_, minute) => (start + minute) % DAY).some((minute) =>
        backedUp.has(minute),
      );
      expect(windowsOverlap(daily, weekly)).toBe(common);
    }),
  );
});
