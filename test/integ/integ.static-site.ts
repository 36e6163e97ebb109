import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { AccessLogs } from '../../lib/edge/distribution/access-logs';
import { SiteContent } from '../../lib/edge/static-site/site-content';
import { StaticSite } from '../../lib/edge/static-site/static-site';
import { integApp } from './support/app';
import { emptied } from './support/emptied';
import { staysTheSame } from './support/stays';

// A folder becomes a single-page app: its files, its routes, its 404, and how long each may be kept.
const { stack: makeStack, test } = integApp('static-site');
const stack = makeStack('integ-static-site');
const site = new StaticSite(stack, 'Site', {
  content: SiteContent.folder(join(__dirname, 'site')),
  notFoundPage: '/404.html',
  accessLogs: AccessLogs.off('a test of an hour'),
});
emptied(site.bucket);
staysTheSame(stack, 'Distribution', site.distribution.distributionArn);
staysTheSame(stack, 'Files', site.bucket.bucketArn);
// The folder is an asset, and the layer that uploads it as well, of 25 MB.
const checks = test([stack], { updateWorkflow: false });
const url = `https://${site.domainName}`;
const soon = { within: Duration.minutes(5) };

checks.http(url, {}, { status: 200, body: '<title>Integration test</title>\n' }, soon);
checks.http(`${url}/orders/17`, {}, { status: 200, body: '<title>Integration test</title>\n' }, soon);
checks.http(
  `${url}/assets/app.3f9c.js`,
  {},
  { status: 200, headers: { 'cache-control': ['public, max-age=31536000, immutable'] } },
  soon,
);
checks.http(`${url}/assets/gone.js`, {}, { status: 404, body: '<title>Not found</title>\n' }, soon);
checks.http(`https://${site.bucket.bucketRegionalDomainName}/index.html`, {}, { status: 403 });
