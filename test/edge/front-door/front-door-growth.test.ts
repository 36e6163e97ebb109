import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { AccessLogs } from '../../../lib/edge/distribution/access-logs';
import { AppCaching } from '../../../lib/edge/front-door/app-caching';
import { FrontDoorProps } from '../../../lib/edge/front-door/front-door-props';
import { testApp } from '../../support/app';
import { domain, edgeApp, findings, growth, HOME, WEB_ACL } from '../support';

const bare = () => ({ accessLogs: AccessLogs.off('A test app that nobody uses.') });

describe('growth', () => {
  const everything = (edge: Stack): Partial<FrontDoorProps> => ({
    domain: domain(edge),
    webAclArn: WEB_ACL,
    caching: AppCaching.byOrigin(),
    accessLogs: AccessLogs.standard({ retention: Duration.days(30) }),
    geoRestriction: cloudfront.GeoRestriction.denylist('AQ'),
    priceClass: cloudfront.PriceClass.PRICE_CLASS_200,
    originReadTimeout: Duration.seconds(45),
    additionalMetrics: true,
    securityHeaders: { contentSecurityPolicy: "default-src 'self'" },
    assetsPath: '/static',
  });
  test('everything that can be added later is added in place, and nothing goes', () => {
    const from = edgeApp(bare);
    const to = edgeApp(everything);
    const impacts = growth(from.edge, to.edge);
    expect(new Set(Object.values(impacts))).toEqual(new Set(['WILL_CREATE', 'WILL_UPDATE']));
    const updated = Object.keys(impacts).filter((id) => impacts[id] === 'WILL_UPDATE');
    expect(updated.sort()).toEqual([
      expect.stringMatching(/^FrontDoorDistribution/),
      expect.stringMatching(/^FrontDoorSecurityHeaders/),
    ]);
  });

  test('the stack of the load balancer does not notice', () => {
    const outputs = (app: ReturnType<typeof edgeApp>) => Template.fromStack(app.web).toJSON();
    expect(outputs(edgeApp(everything))).toEqual(outputs(edgeApp(bare)));
  });

  test('the way back takes nothing durable', () => {
    const impacts = growth(edgeApp(everything).edge, edgeApp(bare).edge);
    const gone = Object.keys(impacts).filter((id) => !['WILL_UPDATE'].includes(impacts[id]));
    for (const id of gone) expect(id).toMatch(/Ipv|Monitoring|AccessLogs/);
    expect(impacts[gone.find((id) => /AccessLogs[0-9A-F]+$/.test(id)) as string]).toBe('WILL_ORPHAN');
  });
});

describe('policy', () => {
  test('nothing is found at the least and at the most', () => {
    const most = (edge: Stack) => ({ domain: domain(edge), webAclArn: WEB_ACL });
    expect(findings(edgeApp(bare, HOME, testApp()).app)).toEqual([]);
    expect(findings(edgeApp(most, HOME, testApp()).app)).toEqual([]);
  });
});
