import { App, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { PrivateOrigin } from '../../../lib/edge/origin/private-origin';
import { testApp } from '../../support/app';
import { edgeApp, findings, HOME, internalLoadBalancer, quickApp } from '../support';

const make = (originName: string, env: { account: string; region: string } = HOME) => {
  const web = new Stack(quickApp(), 'acme-web', { env });
  new PrivateOrigin(web, 'Origin', { loadBalancer: internalLoadBalancer(web), originName });
  return Template.fromStack(web);
};

test('is plain HTTP on port 80 with every value spelled out', () => {
  const template = make('acme');
  template.hasResource('AWS::CloudFront::VpcOrigin', {
    Properties: {
      VpcOriginEndpointConfig: {
        Arn: { Ref: Match.anyValue() },
        HTTPPort: 80,
        HTTPSPort: 443,
        Name: 'acme-eu-west-1',
        OriginProtocolPolicy: 'http-only',
        OriginSSLProtocols: ['TLSv1.2'],
      },
    },
  });
});

test('has a name of its own in each Region, for such names are unique in an account', () => {
  make('acme', { ...HOME, region: 'us-east-1' }).hasResourceProperties('AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: { Name: 'acme-us-east-1' },
  });
});

test('no tag reaches it, whoever adds it and however late', () => {
  const { app, web, origin } = edgeApp();
  Tags.of(app).add('cost-center', '42');
  Tags.of(web).add('team', 'web', { priority: 900 });
  Tags.of(origin).add('owner', 'me');
  Tags.of(origin.vpcOrigin).add('more', 'tags', { includeResourceTypes: ['AWS::CloudFront::VpcOrigin'] });
  const template = Template.fromStack(app.node.findChild('acme-web') as Stack);
  template.hasResource('AWS::CloudFront::VpcOrigin', { Properties: { Tags: Match.absent() } });
  // The tags are there to reach others: the test would pass without any.
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Tags: Match.arrayWith([{ Key: 'cost-center', Value: '42' }]),
  });
});

test('a changed tag changes nothing of it', () => {
  const tagged = (value: string) => {
    const { app, web } = edgeApp();
    Tags.of(app).add('cost-center', value);
    return Template.fromStack(web).findResources('AWS::CloudFront::VpcOrigin');
  };
  expect(tagged('43')).toEqual(tagged('42'));
});

test('warns of tags that CloudFormation hands on to it', () => {
  const app = new App({ context: { '@aws-cdk/core:explicitStackTags': false } });
  const { web, origin } = edgeApp(undefined, HOME, app);
  Tags.of(app).add('cost-center', '42');
  app.synth();
  Annotations.fromStack(web).hasWarning(
    `/${origin.node.path}`,
    Match.stringLikeRegexp(
      'CloudFormation gives the tags of the stack \\(cost-center\\) to the VPC origin, and CloudFront refuses any change',
    ),
  );
});

test('warns of none where the flag keeps tags off stacks', () => {
  const { app, web } = edgeApp();
  Tags.of(app).add('cost-center', '42');
  Annotations.fromStack(web).hasNoWarning('*', Match.stringLikeRegexp('tags of the stack'));
});

test('is refused outside the stack of its load balancer', () => {
  const app = quickApp();
  const web = new Stack(app, 'acme-web', { env: HOME });
  const edge = new Stack(app, 'acme-edge', { env: HOME });
  const loadBalancer = internalLoadBalancer(web);
  expect(() => new PrivateOrigin(edge, 'Origin', { loadBalancer, originName: 'acme' })).toThrow(
    new Error(
      'PrivateOrigin at \'acme-edge/Origin\':\n  - loadBalancer is "acme-web": the load balancer is in another stack than ' +
        "this ('acme-edge'): make the PrivateOrigin in the load balancer's stack and give only the origin to other stacks",
    ),
  );
});

test.each(['Acme', 'acme_web', '-acme', 'a'.repeat(41)])('refuses the name %j', (originName) => {
  expect(() => make(originName)).toThrow(
    new Error(
      `PrivateOrigin at 'acme-web/Origin':\n  - originName is ${JSON.stringify(originName)}: give 1 to 40 lower-case ` +
        'letters, digits and hyphens, the same for good, such as "acme-web": CloudFront refuses to rename it',
    ),
  );
});

test('a longest name fits the 64 characters of a VPC origin', () => {
  make('a'.repeat(40), { ...HOME, region: 'ap-southeast-1' }).hasResourceProperties('AWS::CloudFront::VpcOrigin', {
    VpcOriginEndpointConfig: { Name: `${'a'.repeat(40)}-ap-southeast-1` },
  });
});

test('one that was made elsewhere is known by its attributes', () => {
  const origin = PrivateOrigin.fromPrivateOriginAttributes({ vpcOriginId: 'vo_1', domainName: 'internal.example' });
  expect(origin).toEqual({ vpcOriginId: 'vo_1', domainName: 'internal.example' });
});

test('passes the policy checks', () => {
  expect(findings(edgeApp(undefined, HOME, testApp()).app)).toEqual([]);
});
