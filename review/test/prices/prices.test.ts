import { allPrices, priceList } from '../../prices/prices';

test.each(allPrices().map((price) => [`${price.service} ${price.item}`, price] as const))(
  '%s has a source, a date, a Region and a unit',
  (_, { usd, unit, region, date, source }) => {
    expect(usd).toBeGreaterThanOrEqual(0);
    expect(['hour', 'month', 'GB']).toContain(unit);
    expect(region).toMatch(/^[a-z]{2}-[a-z]+-\d$/);
    expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(source).toMatch(/^https:\/\/aws\.amazon\.com\/.+\/pricing\//);
  },
);

test('no item has two prices', () => {
  const items = allPrices().map(({ service, item, region }) => `${service}/${item}/${region}`);
  expect(new Set(items).size).toBe(items.length);
});

test('a price that is not kept is an error', () => {
  expect(() => priceList()('fargate', 'riscv vCPU')).toThrow("review/prices/fargate.json has no price of 'riscv vCPU'");
});
