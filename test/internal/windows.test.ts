import fc from 'fast-check';
import { parseBackupWindow, parseMaintenanceWindow, windowsOverlap } from '../../lib/internal/windows';

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
  expect(parseBackupWindow(text)).toEqual(window);
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
  expect(parseMaintenanceWindow(text)).toEqual(window);
});

test('windows overlap if and only if they have a minute in common', () => {
  const minutes = fc.integer({ min: 0, max: 7 * DAY - 1 });
  const length = fc.integer({ min: 30, max: 720 });
  fc.assert(
    fc.property(minutes, length, minutes, length, (from, long, start, duration) => {
      const daily = parseBackupWindow(`${time(from)}-${time(from + long)}`)!;
      const weekly = parseMaintenanceWindow(`${moment(start)}-${moment(start + duration)}`)!;
      const backedUp = new Set(Array.from({ length: long }, (_, minute) => (from + minute) % DAY));
      const common = Array.from({ length: duration }, (_, minute) => (start + minute) % DAY).some((minute) =>
        backedUp.has(minute),
      );
      expect(windowsOverlap(daily, weekly)).toBe(common);
    }),
  );
});
