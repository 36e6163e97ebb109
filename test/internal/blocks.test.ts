import { App, Duration, Lazy, Size, Stack } from 'aws-cdk-lib';
import * as blocks from '../../lib/internal/checks/blocks';
import { Check, checkProps } from '../../lib/internal/checks/check';
import { shown } from '../../lib/internal/checks/shown';

interface Props {
  readonly size?: number;
  readonly most?: number;
  readonly name?: string;
  readonly names?: string[];
  readonly wait?: Duration;
}

function faults(check: Check<Props>, props: Props): string[] {
  try {
    checkProps(new Stack(new App(), 'Here'), 'Pool', props, [check]);
  } catch (error) {
    return (error as Error).message.split('\n  - ').slice(1);
  }
  return [];
}

const size = (p: Props) => p.size;
const wait = (p: Props) => p.wait;
const minutes = { least: 1, most: 5 };

test.each<[Check<Props>, Props, string]>([
  [blocks.whole('size', size, minutes), { size: 6 }, 'size is 6: give a whole number from 1 to 5'],
  [blocks.whole('size', size, { least: 1 }), { size: 1.5 }, 'size is 1.5: give a whole number of 1 or more'],
  [blocks.whole('size', size, { least: 1 }), { size: NaN }, 'size is NaN: give a whole number of 1 or more'],
  [blocks.positive('size', size, 'more'), { size: Infinity }, 'size is Infinity: more'],
  [blocks.percent('size', size), { size: NaN }, 'size is NaN: give a percentage above 0, up to 100'],
  [blocks.port('size', size), { size: 0 }, 'size is 0: give a port from 1 to 65535'],
  [blocks.threshold('size', size), { size: 0 }, 'alarmThresholds.size is 0: an alarm needs a threshold above zero'],
  [
    blocks.targetPercent('size', size),
    { size: 95 },
    'size is 95: give a percentage from 10 to 90, as tasks above that are full before new ones have started',
  ],
  [
    blocks.wholeUnits('wait', wait, 'minutes', minutes),
    { wait: Duration.seconds(90) },
    'wait is 90 seconds: give whole minutes from 1 to 5',
  ],
  [
    blocks.duration('wait', wait, Duration.seconds(1), Duration.hours(2)),
    { wait: Duration.days(1) },
    'wait is 1 day: give 1 second to 2 hours',
  ],
  [blocks.text('name', (p) => p.name, /^a/, 'begin with a'), { name: 'b' }, 'name is "b": begin with a'],
  [blocks.count('names', (p) => p.names, { least: 1 }, 'give one'), { names: [] }, 'names is []: give one'],
  [blocks.distinct('names', (p) => p.names, 'once'), { names: ['a', 'b', 'a'] }, 'names is ["a"]: once'],
  [
    blocks.each(
      'names',
      (p) => p.names,
      (name) => name === 'a',
      'only a',
    ),
    { names: ['a', 'b'] },
    'names is ["b"]: only a',
  ],
  [blocks.notAbove('size > most', size, (p) => p.most, 'more'), { size: 3, most: 2 }, 'size > most is [3,2]: more'],
  [blocks.faultless('size', () => ['a', 'b']), {}, 'size is "a; b": give values within these bounds'],
])('%# is told with its value and its fix', (check, props, fault) => {
  expect(faults(check, props)).toEqual([fault]);
});

const token = Lazy.number({ produce: () => 0 });

test.each<[string, Check<Props>, Props]>([
  ['what is left out', blocks.whole('size', size, minutes), {}],
  ['what fits', blocks.whole('size', size, minutes), { size: 5 }],
  ['a token', blocks.whole('size', size, minutes), { size: token }],
  ['a pair with a token', blocks.notAbove('size > most', size, (p) => p.most, 'more'), { size: 3, most: token }],
  ['half a pair', blocks.notAbove('size > most', size, (p) => p.most, 'more'), { size: 3 }],
  ['a duration that is a token', blocks.wholeUnits('wait', wait, 'minutes', minutes), { wait: Duration.days(token) }],
  [
    'a list with a token',
    blocks.each(
      'names',
      (p) => p.names,
      (name) => name === 'a',
      'only a',
    ),
    { names: [Lazy.string({ produce: () => 'b' })] },
  ],
])('nothing is asked of %s', (_, check, props) => {
  expect(faults(check, props)).toEqual([]);
});

test.each<[unknown, string]>([
  [undefined, 'undefined'],
  [null, 'null'],
  [NaN, 'NaN'],
  ['a "quote"', '"a \\"quote\\""'],
  [[1, undefined, NaN], '[1,undefined,NaN]'],
  [{ min: NaN, wait: Duration.minutes(90) }, '{"min":NaN,"wait":90 minutes}'],
  [() => 1, 'a function'],
  [Duration.hours(48), '2 days'],
  [Duration.millis(20), '20 milliseconds'],
  [Duration.days(token), 'a token'],
  [Size.gibibytes(2), '2048 MiB'],
  [token, 'a token'],
  [new (class Sizes {})(), 'an object of the class Sizes'],
  [new Stack(new App(), 'Here'), "the construct 'Here'"],
])('%p is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});
