import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFrontToS3 } from '@aws-solutions-constructs/aws-cloudfront-s3';
import { SqsToLambda } from '@aws-solutions-constructs/aws-sqs-lambda';
import { WafwebaclToCloudFront } from '@aws-solutions-constructs/aws-wafwebacl-cloudfront';
import { App, AppProps, CfnResource, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ecsPatterns from 'aws-cdk-lib/aws-ecs-patterns';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CarSharing } from '../bin/car-sharing';
import cdkJson from '../cdk.json';
import { GrowthApp } from '../index';

/** What the CDK command line would pass: the same for ours, the peers and the floor. */
const CONTEXT: Record<string, unknown> = {
  ...cdkJson.context,
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:disable-version-reporting': true,
};
const ENV = { region: 'us-east-1' };
const IMAGE = 'public.ecr.aws/nginx/nginx:stable';

/** Without these the peers print warnings, which takes time. */
const HEALTHY = { minHealthyPercent: 100, circuitBreaker: { rollback: true } };

/** What `GrowthApp` leaves out of assemblies that are only reviewed; the CDK writes it by default. */
export const WITHOUT_EXTRAS: AppProps = {
  treeMetadata: false,
  postCliContext: {
    'aws:cdk:disable-creation-stack-traces': true,
    '@aws-cdk/core:enableAdditionalMetadataCollection': false,
  },
};

/** Every stage of the sample app, in this process, as the app does it for `cdk-grow synth`. */
export function ours(out: string): void {
  new GrowthApp({
    blueprint: new CarSharing(),
    context: { ...CONTEXT, 'cdk-scaling-patterns:stages-out': out },
  }).synth();
}

/** The two services as their documentation shows them. */
export function ecsPatternsApp(out: string, props: AppProps = {}): void {
  const app = new App({ ...props, outdir: out, context: CONTEXT, autoSynth: false });
  const image = ecs.ContainerImage.fromRegistry(IMAGE);
  new ecsPatterns.ApplicationLoadBalancedFargateService(new Stack(app, 'Web', { env: ENV }), 'Service', {
    taskImageOptions: { image },
    publicLoadBalancer: true,
    ...HEALTHY,
    desiredCount: 2,
  });
  new ecsPatterns.QueueProcessingFargateService(new Stack(app, 'Worker', { env: ENV }), 'Service', {
    image,
    ...HEALTHY,
  });
  app.synth();
}

/** A site behind CloudFront and a web ACL, and a queue with its function, as their documentation shows them. */
export function solutionsConstructsApp(out: string, props: AppProps = {}): void {
  const app = new App({ ...props, outdir: out, context: CONTEXT, autoSynth: false });
  const site = new Stack(app, 'Site', { env: ENV });
  const { cloudFrontWebDistribution } = new CloudFrontToS3(site, 'Site', {});
  new WafwebaclToCloudFront(site, 'Firewall', { existingCloudFrontWebDistribution: cloudFrontWebDistribution });
  new SqsToLambda(new Stack(app, 'Worker', { env: ENV }), 'Worker', {
    lambdaFunctionProps: {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, '../dist/handlers/rotation-postgres')),
    },
  });
  app.synth();
}

type Resource = { Type: string; Properties?: Record<string, unknown>; [attribute: string]: unknown };
type Template = { Resources: Record<string, Resource>; [section: string]: unknown };
export type Templates = Record<string, Record<string, Template>>;

/** The templates of each cloud assembly below a folder, or of the folder itself. */
export function templatesBelow(folder: string): Templates {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const templates: Templates = {};
  for (const file of files.filter((name) => name.endsWith('.template.json'))) {
    const [assembly, stack] = file.includes('/') ? file.split('/') : ['.', file];
    (templates[assembly] ??= {})[stack.replace('.template.json', '')] = JSON.parse(
      readFileSync(join(folder, file), 'utf8'),
    );
  }
  return templates;
}

export function countResources(templates: Templates): number {
  const stacks = Object.values(templates).flatMap((assembly) => Object.values(assembly));
  return stacks.reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0);
}

/** The least that the CDK can do: the same templates from bare resources, one app for each assembly. */
export function bareResources(templates: Templates, out: string): void {
  for (const [assembly, stacks] of Object.entries(templates)) {
    const app = new App({ ...WITHOUT_EXTRAS, outdir: join(out, assembly), context: CONTEXT, autoSynth: false });
    for (const [name, template] of Object.entries(stacks)) {
      const stack = new Stack(app, name, { env: ENV });
      for (const [id, { Type, Properties, ...attributes }] of Object.entries(template.Resources)) {
        const resource = new CfnResource(stack, id, { type: Type, properties: Properties });
        resource.overrideLogicalId(id);
        for (const [attribute, value] of Object.entries(attributes)) resource.addOverride(attribute, value);
      }
    }
    app.synth();
  }
}
