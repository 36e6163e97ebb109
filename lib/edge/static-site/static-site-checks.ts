import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { text } from '../../internal/checks/blocks';
import { Check } from '../../internal/checks/check';
import { DOMAIN_CHECKS, EDGE_CHECKS, InRegion } from '../distribution/edge-checks';
import { StaticSiteProps } from './static-site-props';

const PAGE = /^(\/[A-Za-z0-9_.~-]+)+$/;
const hasIndex = (p: StaticSiteProps) =>
  p.content?.path === undefined || existsSync(join(p.content.path, 'index.html'));

/** The checks of a `StaticSite`. */
export const STATIC_SITE_CHECKS: readonly Check<StaticSiteProps & InRegion>[] = [
  ...DOMAIN_CHECKS,
  ...EDGE_CHECKS,
  {
    prop: 'content',
    value: (p) => p.content?.path,
    broken: (p) => !hasIndex(p),
    fix: () => 'there is no index.html in this folder: build the site first, or give the folder that the build writes',
  },
  text('notFoundPage', (p) => p.notFoundPage, PAGE, 'give the path of a file of the site, such as "/404.html"'),
];
