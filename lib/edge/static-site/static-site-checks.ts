import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Rule } from '../../internal/validation';
import { DOMAIN_RULES, EDGE_RULES, InRegion } from '../distribution/edge-checks';
import { StaticSiteProps } from './static-site-props';

const PAGE = /^(\/[A-Za-z0-9_.~-]+)+$/;
const hasIndex = (p: StaticSiteProps) =>
  p.content?.path === undefined || existsSync(join(p.content.path, 'index.html'));

/** The rules of a `StaticSite`. */
export const STATIC_SITE_RULES: readonly Rule<StaticSiteProps & InRegion>[] = [
  ...DOMAIN_RULES,
  ...EDGE_RULES,
  {
    prop: 'content',
    value: (p) => p.content?.path,
    broken: (p) => !hasIndex(p),
    fix: () => 'there is no index.html in this folder: build the site first, or give the folder that the build writes',
  },
  {
    prop: 'notFoundPage',
    value: (p) => p.notFoundPage,
    broken: (p) => p.notFoundPage !== undefined && !PAGE.test(p.notFoundPage),
    fix: () => 'give the path of a file of the site, such as "/404.html"',
  },
];
