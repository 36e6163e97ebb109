import { text } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { DOMAIN_CHECKS, EDGE_CHECKS, InRegion, ORIGIN_TIMEOUT_CHECKS } from '../distribution/edge-checks';
import { FrontDoorProps } from './front-door-props';

const ASSETS_PATH = /^(\/[A-Za-z0-9_.~-]+)+$/;

const COPY_PATH = /^\/([A-Za-z0-9_.~-]+\/)*[A-Za-z0-9_.~-]*$/;
const FALLBACK_STATUSES = [500, 502, 503, 504];

const copies = (p: FrontDoorProps) => p.fallback?._copies ?? [];
const notPaths = (p: FrontDoorProps) => copies(p).filter((path) => !COPY_PATH.test(path));
const amongAssets = (p: FrontDoorProps) => copies(p).filter((path) => path.startsWith(`${p.assetsPath ?? '/assets'}/`));
const unaskedFor = (p: FrontDoorProps) =>
  Object.keys(p.fallback?._copiesHtml ?? {}).filter((path) => path === '/' || !copies(p).includes(path));
const statuses = (p: FrontDoorProps) => p.fallback?._page?.statuses;

/** The checks of a `Fallback`. */
const FALLBACK_CHECKS: readonly Check<FrontDoorProps>[] = [
  {
    prop: 'fallback.paths',
    value: notPaths,
    broken: (p) => notPaths(p).length > 0,
    fix: () => 'give whole paths without wildcards, such as "/prices": each needs a copy under its own name',
  },
  {
    prop: 'fallback.paths',
    value: amongAssets,
    broken: (p) => amongAssets(p).length > 0,
    fix: (p) => `what is below ${p.assetsPath ?? '/assets'} comes from S3 anyway, and needs no copy there`,
  },
  {
    prop: 'fallback.paths',
    value: (p) => copies(p).length,
    broken: (p) => copies(p).length > 20,
    fix: () => 'give at most 20, for each is a behavior of the distribution, which has 75; the page is for all others',
  },
  {
    prop: 'fallback.copies',
    value: unaskedFor,
    broken: (p) => unaskedFor(p).length > 0,
    fix: () => 'give copies of paths that are among those of pageAndCopies; that of "/" is for your build to upload',
  },
  {
    prop: 'fallback.statuses',
    value: statuses,
    broken: (p) =>
      statuses(p) !== undefined &&
      (statuses(p)?.length === 0 || statuses(p)?.some((code) => !FALLBACK_STATUSES.includes(code)) === true),
    fix: () => 'give some of 500, 502, 503 and 504: other statuses are answers of an app that works',
  },
  {
    prop: 'fallback.askAgainAfter',
    value: (p) => p.fallback?._page?.askAgainAfter?.toSeconds(),
    broken: (p) => (p.fallback?._page?.askAgainAfter?.toSeconds() ?? 0) > 300,
    fix: () => 'give at most 300 seconds: users see the page for so long after the app is back',
  },
];

/** The checks of a `FrontDoor`. */
export const FRONT_DOOR_CHECKS: readonly Check<FrontDoorProps & InRegion>[] = [
  ...DOMAIN_CHECKS,
  ...EDGE_CHECKS,
  ...ORIGIN_TIMEOUT_CHECKS,
  ...FALLBACK_CHECKS,
  text(
    'assetsPath',
    (p) => p.assetsPath,
    ASSETS_PATH,
    'give a path that starts with a slash and does not end with one, such as "/assets"',
  ),
];
