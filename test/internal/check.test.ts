import { App, Lazy, Stack } from 'aws-cdk-lib';
import { Check, checkProps } from '../../lib/internal/checks/check';

interface Sizes {
  readonly min: number;
  readonly max: number;
}

const checks: Check<Sizes>[] = [
  { prop: 'min', value: (p) => p.min, broken: (p) => p.min < 1, fix: () => 'give at least 1' },
  {
    prop: 'min > max',
    value: (p) => [p.min, p.max],
    broken: (p) => p.min > p.max,
    fix: (p) => `give a max of ${p.min} or more`,
  },
];
const scope = () => new Stack(new App(), 'Here');

test('reports every failure at once, with path, prop, value and fix', () => {
  expect(() => checkProps(scope(), 'Pool', { min: 0, max: -1 }, checks)).toThrow(
    new Error("Pool at 'Here':\n  - min is 0: give at least 1\n  - min > max is [0,-1]: give a max of 0 or more"),
  );
});

test('accepts props that keep the checks', () => {
  expect(() => checkProps(scope(), 'Pool', { min: 1, max: 1 }, checks)).not.toThrow();
});

test('asks nothing of a token', () => {
  const min = Lazy.number({ produce: () => 0 });
  expect(() => checkProps(scope(), 'Pool', { min, max: 3 }, checks.slice(0, 1))).not.toThrow();
});
