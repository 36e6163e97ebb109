import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What AWS takes for one unit of one thing, in one Region. */
export interface Price {
  readonly service: string;
  readonly item: string;
  readonly usd: number;
  readonly unit: string;
  readonly region: string;
  /** The day on which the source was read. */
  readonly date: string;
  readonly source: string;
}

interface PriceFile {
  readonly region: string;
  readonly date: string;
  readonly source: string;
  readonly prices: readonly { readonly item: string; readonly usd: number; readonly unit: string }[];
}

/** Hours of a month, as AWS's own calculator counts them. */
export const MONTH_HOURS = 730;

/** Every price that is kept here: one file a service, each with the page that it is from. */
export function allPrices(): Price[] {
  return readdirSync(__dirname)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => {
      const { prices, ...from } = JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as PriceFile;
      return prices.map((price) => ({ service: file.replace(/\.json$/, ''), ...from, ...price }));
    });
}

/** A function that knows the price of each item; one that is not kept is an error, never 0. */
export function priceList(prices: readonly Price[] = allPrices()): (service: string, item: string) => number {
  const known = new Map(prices.map(({ service, item, usd }) => [`${service}/${item}`, usd]));
  return (service, item) => {
    const usd = known.get(`${service}/${item}`);
    if (usd === undefined) throw new Error(`review/prices/${service}.json has no price of '${item}'`);
    return usd;
  };
}
