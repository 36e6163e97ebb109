import fc from 'fast-check';
import { GrowthStage, NatGateways } from '../../index';

test('the stages are those of the talk, smallest first', () => {
  expect(GrowthStage.all().map(({ name, users }) => [name, users])).toEqual([
    ['one', 1],
    ['hundred', 100],
    ['thousand', 1_000],
    ['ten-thousand', 10_000],
    ['hundred-thousand', 100_000],
    ['half-million', 500_000],
    ['million', 1_000_000],
    ['ten-million', 10_000_000],
  ]);
});

test('fromUsers is the largest stage that the users reach', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000_000 }), (users) => {
      const stage = GrowthStage.fromUsers(users);
      const reached = GrowthStage.all().filter((candidate) => candidate.users <= users);
      expect(stage).toBe(reached[reached.length - 1]);
    }),
  );
});

test.each([0, -1, 1.5, NaN])('fromUsers refuses %p', (users) => {
  expect(() => GrowthStage.fromUsers(users)).toThrow(
    `GrowthStage.fromUsers: users is ${users}: give a whole number of 1 or more`,
  );
});

test('customize changes what it names and leaves the stage as it was', () => {
  const natGateways = NatGateways.one();
  const mine = GrowthStage.HUNDRED.customize({ minTasks: 4, natGateways });
  expect(mine.sizes).toEqual({ ...GrowthStage.HUNDRED.sizes, minTasks: 4, natGateways });
  expect(mine.name).toBe('hundred');
  expect(GrowthStage.HUNDRED.sizes.minTasks).toBe(2);
});

test('an explicit undefined erases nothing', () => {
  expect(GrowthStage.ONE.customize({ minTasks: undefined }).sizes.minTasks).toBe(1);
});

test('the list of additions is a copy', () => {
  GrowthStage.ONE.adds.push('a surprise');
  expect(GrowthStage.ONE.adds).not.toContain('a surprise');
});

test.each(['One', '1st', 'a b', 'a/b', ''])('a stage cannot be named %p', (name) => {
  expect(() => GrowthStage.ONE.customize({ name })).toThrow(
    `GrowthStage: name is '${name}': use lower-case letters, digits and hyphens, a letter first, at most 63 characters`,
  );
});

test('a stage has users', () => {
  expect(() => GrowthStage.ONE.customize({ users: 0 })).toThrow(
    "GrowthStage 'one': users is 0: give a whole number of 1 or more",
  );
});
