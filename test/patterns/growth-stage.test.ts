import fc from 'fast-check';
import { GrowthStage, NatGateways, StageCustomization, StageSizes } from '../../index';

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

test.each([
  [0, 'give a whole number of 1 or more'],
  [-1, 'give a whole number of 1 or more'],
  [1.5, 'give a whole number of 1 or more'],
  [NaN, 'give a whole number of users, 1 or more'],
])('fromUsers refuses %p', (users, fix) => {
  expect(() => GrowthStage.fromUsers(users)).toThrow(`GrowthStage.fromUsers: users is ${users}: ${fix}`);
});

test('customize changes what it names and leaves the stage as it was', () => {
  const natGateways = NatGateways.one();
  const { sizes } = GrowthStage.HUNDRED;
  const mine = GrowthStage.HUNDRED.customize({ web: { minTasks: 4 }, network: { natGateways } });
  expect(mine.sizes).toEqual({
    ...sizes,
    web: { ...sizes.web, minTasks: 4 },
    network: { ...sizes.network, natGateways },
  });
  expect(mine.name).toBe('hundred');
  expect(GrowthStage.HUNDRED.sizes.web.minTasks).toBe(2);
});

/** The sizes of each group, and what can be customized of it: the compiler holds them to be the same. */
type KeysOf<T> = { [G in keyof T]-?: keyof NonNullable<T[G]> };
type Customizable = KeysOf<Omit<StageCustomization, 'name' | 'users' | 'adds'>>;
const everySize: Customizable extends KeysOf<StageSizes> ? true : false = true;
const noOther: KeysOf<StageSizes> extends Customizable ? true : false = true;

const { sizes: largest } = GrowthStage.TEN_MILLION;
const each = Object.entries(largest).flatMap(([group, values]) => Object.keys(values).map((size) => [group, size]));
test.each(each)('%s.%s can be customized', (group, size) => {
  const value = largest[group as keyof StageSizes]?.[size as never];
  const { sizes } = GrowthStage.ONE.customize({ [group]: { [size]: value } });
  expect(sizes[group as keyof StageSizes]?.[size as never]).toBe(value);
  expect([everySize, noOther]).toEqual([true, true]);
});

test('an explicit undefined erases nothing', () => {
  const same = GrowthStage.THOUSAND.customize({ web: { minTasks: undefined }, cache: undefined, workers: {} });
  expect(same.sizes).toEqual(GrowthStage.THOUSAND.sizes);
});

test('what a stage lacks is absent, and comes with what it begins with', () => {
  expect(GrowthStage.HUNDRED.sizes).not.toHaveProperty('cache.shards');
  expect(GrowthStage.HUNDRED.sizes.workers).toBeUndefined();
  const { sizes } = GrowthStage.HUNDRED.customize({ cache: { shards: 3 }, workers: { maxTasks: 9 } });
  expect(sizes.cache).toEqual({ shards: 3, nodeType: GrowthStage.THOUSAND.sizes.cache?.nodeType });
  expect(sizes.workers).toEqual({ minTasks: 2, maxTasks: 9 });
});

test('a part that may be absent can be taken away', () => {
  const stage = GrowthStage.THOUSAND.withoutCache().withoutWorkers().withoutRequestScaling();
  expect(stage.sizes.cache).toBeUndefined();
  expect(stage.sizes.workers).toBeUndefined();
  expect(stage.sizes.web.requestsPerTaskPerMinute).toBeUndefined();
  expect([stage.name, stage.users, stage.adds]).toEqual(['thousand', 1_000, GrowthStage.THOUSAND.adds]);
  expect(stage.sizes.edge).toEqual(GrowthStage.THOUSAND.sizes.edge);
});

test('the list of additions is a copy', () => {
  GrowthStage.ONE.adds.push('a surprise');
  expect(GrowthStage.ONE.adds).not.toContain('a surprise');
});

test.each(['One', '1st', 'a b', 'a/b'])('a stage cannot be named %p', (name) => {
  expect(() => GrowthStage.ONE.customize({ name })).toThrow(
    `GrowthStage: name is '${name}': use lower-case letters, digits and hyphens, a letter first, at most 63 characters`,
  );
});

test('a stage has a name', () => {
  expect(() => GrowthStage.ONE.customize({ name: '' })).toThrow(
    'GrowthStage.customize: name is "": give a text that is not empty, or leave it out',
  );
});

test('a stage has users', () => {
  expect(() => GrowthStage.ONE.customize({ users: 0 })).toThrow(
    "GrowthStage 'one': users is 0: give a whole number of 1 or more",
  );
});
