import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { GrowthStage, ScalableApp, ScalableAppProps } from '../../index';
import { testApp } from '../support/app';

const base: ScalableAppProps = {
  appName: 'shop',
  stage: GrowthStage.ONE,
  region: 'eu-west-1',
  image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'),
  alarmEmails: ['ops@example.com'],
};
const domain = { names: ['www.example.com', 'example.com'], hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };

const make = (props: Partial<ScalableAppProps> = {}) => {
  const app = testApp();
  return new ScalableApp(app, 'Shop', { ...base, ...props });
};
const stacksOf = (made: ScalableApp) => {
  const assembly = (made.node.root as App).synth();
  return Object.fromEntries(assembly.stacks.map((stack) => [stack.stackName, stack]));
};

test.each([
  [
    { appName: 'Shop' },
    'appName is "Shop": use 1 to 40 lower-case letters, digits and single hyphens, a letter first; it can never change',
  ],
  [
    { appName: 'a--b' },
    'appName is "a--b": use 1 to 40 lower-case letters, digits and single hyphens, a letter first; it can never change',
  ],
  [{ region: 'Ireland' }, 'region is "Ireland": give the code of a Region, such as \'us-east-1\''],
  [
    { environment: { DATABASE_PORT: '1', LOG_LEVEL: 'debug' } },
    'environment is ["DATABASE_PORT"]: these names belong to the environment contract (docs/environment.md): take others',
  ],
  [{ alarmEmails: [] }, 'alarmEmails is []: give at least one address: alarms and the budget must reach somebody'],
  [
    { domain: { ...domain, names: ['www.example.org'] } },
    'domain.names is ["www.example.org"]: give one host name or more, each \'example.com\' or below it',
  ],
] as const)('refuses %j', (props, message) => {
  expect(() => make(props as Partial<ScalableAppProps>)).toThrow(`ScalableApp at 'Shop':\n  - ${message}`);
});

test('lives in one Region where CloudFront needs nothing in us-east-1', () => {
  const stacks = stacksOf(make());
  expect(Object.keys(stacks).sort()).toEqual(
    ['database', 'edge', 'network', 'ops', 'storage', 'tables', 'web'].map((part) => `shop-${part}`),
  );
  expect(new Set(Object.values(stacks).map((stack) => stack.environment.region))).toEqual(new Set(['eu-west-1']));
});

test('has its certificate in us-east-1 where there is a domain', () => {
  const stacks = stacksOf(make({ domain }));
  expect(stacks['shop-edge-global'].environment.region).toBe('us-east-1');
  Template.fromJSON(stacks['shop-edge-global'].template).hasResourceProperties('AWS::CertificateManager::Certificate', {
    DomainName: 'www.example.com',
    SubjectAlternativeNames: ['example.com'],
  });
  const edge = Template.fromJSON(stacks['shop-edge'].template);
  edge.hasResourceProperties('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      Aliases: domain.names,
      ViewerCertificate: {
        AcmCertificateArn: { 'Fn::GetStackOutput': { StackName: 'shop-edge-global', Region: 'us-east-1' } },
      },
    },
  });
  edge.resourceCountIs('AWS::Route53::RecordSet', 4);
});

test('the containers get the environment contract beside their own variables', () => {
  const made = make({ environment: { LOG_LEVEL: 'debug' } });
  const web = Template.fromJSON(stacksOf(made)['shop-web'].template);
  const [task] = Object.values(web.findResources('AWS::ECS::TaskDefinition'));
  const variables = Object.fromEntries(
    task.Properties.ContainerDefinitions[0].Environment.map((v: { Name: string; Value: unknown }) => [v.Name, v.Value]),
  );
  expect(variables).toMatchObject({ LOG_LEVEL: 'debug', DATABASE_NAME: 'app', ASSETS_PATH: '/assets', CACHE_HOST: '' });
  expect(variables.DATABASE_PORT).toBe('5432');
  expect(variables.DATABASE_WRITER_HOST).toMatchObject({ 'Fn::GetStackOutput': { StackName: 'shop-database' } });
  expect(variables.DATABASE_READER_HOSTS).toEqual(variables.DATABASE_WRITER_HOST);
});

test('no stack locks another, even in an app without feature flags', () => {
  const made = new ScalableApp(new App(), 'Shop', base);
  for (const { template } of Object.values(stacksOf(made))) {
    expect(JSON.stringify(template)).not.toContain('Fn::ImportValue');
    expect(Object.values(template.Outputs ?? {}).filter((output) => (output as { Export?: object }).Export)).toEqual(
      [],
    );
  }
});
