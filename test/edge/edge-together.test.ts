import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { ApiOrigin } from '../../lib/edge/api-shield/api-origin';
import { ApiShield } from '../../lib/edge/api-shield/api-shield';
import { Fallback } from '../../lib/edge/front-door/fallback';
import { FrontDoor } from '../../lib/edge/front-door/front-door';
import { PrivateOrigin } from '../../lib/edge/origin/private-origin';
import { DomainRedirect } from '../../lib/edge/redirect/domain-redirect';
import { WebAcl } from '../../lib/firewall/web-acl';
import { WebAclScope } from '../../lib/firewall/web-acl-scope';
import { testApp } from '../support/app';
import { CERTIFICATE, findings, HOME, internalLoadBalancer, quickApp } from './support';

interface Edge {
  readonly app: App;
  readonly global: Stack;
  readonly web: Stack;
  readonly edge: Stack;
  readonly api: Stack;
}

/** All of an app's edge: a web ACL in us-east-1, and the distributions in its home Region, in one stack or in two. */
function wholeEdge(stacks: 'one stack' | 'two stacks', app = quickApp()): Edge {
  const stack = (name: string, region = HOME.region) =>
    new Stack(app, `acme-${name}`, { env: { account: HOME.account, region } });
  const global = stack('edge-global', 'us-east-1');
  const { webAclArn } = new WebAcl(global, 'WebAcl', { scope: WebAclScope.cloudFront() });
  const web = stack('web');
  const origin = new PrivateOrigin(web, 'Origin', { loadBalancer: internalLoadBalancer(web), originName: 'acme' });

  const edge = stack('edge');
  const certificate = acm.Certificate.fromCertificateArn(edge, 'Certificate', CERTIFICATE);
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(edge, 'Zone', {
    hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    zoneName: 'example.com',
  });
  const door = new FrontDoor(edge, 'FrontDoor', {
    origin,
    webAclArn,
    domain: { names: ['www.example.com'], certificate, hostedZone },
    fallback: Fallback.page({ html: '<!doctype html><title>Back soon</title>' }),
  });
  const api = stacks === 'one stack' ? edge : stack('api');
  new ApiShield(api, 'ApiShield', {
    origin: ApiOrigin.loadBalancer(origin),
    webAclArn,
    domain: {
      names: ['api.example.com'],
      certificate: acm.Certificate.fromCertificateArn(api, 'ApiCertificate', CERTIFICATE),
      hostedZone,
    },
  });
  new DomainRedirect(edge, 'Redirect', {
    names: ['example.com', 'old.example.com'],
    to: door.domainName,
    certificate,
    hostedZones: [hostedZone],
    webAclArn,
  });
  return { app, global, web, edge, api };
}

interface Config {
  readonly Comment: string;
  readonly Origins: { VpcOriginConfig?: { VpcOriginId: object } }[];
  readonly WebACLId: object;
}

const distributions = (stack: Stack): Config[] =>
  Object.values(Template.fromStack(stack).findResources('AWS::CloudFront::Distribution')).map(
    ({ Properties }) => Properties.DistributionConfig as Config,
  );
const names = (stack: Stack) => stack.dependencies.map(({ stackName }) => stackName).sort();

describe.each(['one stack', 'two stacks'] as const)('front door, API shield and redirects in %s', (where) => {
  let made: Edge;
  let all: Config[];
  beforeAll(() => {
    made = wholeEdge(where);
    all = [...new Set([made.edge, made.api])].flatMap(distributions);
  });

  test('the front door and the shield share one VPC origin', () => {
    const ids = all.flatMap(({ Origins }) =>
      Origins.flatMap(({ VpcOriginConfig }) => VpcOriginConfig?.VpcOriginId ?? []),
    );

    expect(ids).toHaveLength(2);
    expect(ids[0]).toEqual(ids[1]);
    expect(ids[0]).toMatchObject({ 'Fn::GetStackOutput': { StackName: 'acme-web' } });
    Template.fromStack(made.web).resourceCountIs('AWS::CloudFront::VpcOrigin', 1);
  });

  test('each has the web ACL that stands in us-east-1', () => {
    expect(all).toHaveLength(3);
    for (const { WebACLId } of all)
      expect(WebACLId).toMatchObject({ 'Fn::GetStackOutput': { StackName: 'acme-edge-global', Region: 'us-east-1' } });
  });

  test('the edge depends on the web and on us-east-1, and nothing on the edge', () => {
    expect([names(made.global), names(made.web)]).toEqual([[], []]);
    for (const stack of [made.edge, made.api]) expect(names(stack)).toEqual(['acme-edge-global', 'acme-web']);
  });

  test('cdk-nag and the validation of CloudFormation find nothing', () => {
    expect(findings(wholeEdge(where, testApp()).app)).toEqual([]);
  });
});
