import { CfnResource, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3deploy from 'aws-cdk-lib/aws-s3-deployment';
import { Construct, IConstruct } from 'constructs';
import { flatten } from '../../internal/acknowledge-objects';

/** What browsers keep for a year without asking. */
export const HASHED_CACHE_CONTROL = 'public, max-age=31536000, immutable';

/**
 * What browsers ask about each time, and CloudFront keeps for a day: a deployment invalidates it. A day longer it shows
 * the old page where S3 does not answer, and for a minute while it fetches the new one.
 */
export const PAGE_CACHE_CONTROL = 'public, max-age=0, s-maxage=86400, stale-while-revalidate=60, stale-if-error=86400';

/** MiB of CDK's function; each size is a function of its own in the stack. */
const MEMORY = 512;

export interface SiteDeploymentProps {
  readonly bucket: s3.Bucket;
  readonly distribution: cloudfront.Distribution;
  readonly folder: string;
  readonly hashed: string[];
}

/** Uploads a folder: what others refer to first, then the pages that refer to it. */
export class SiteDeployment extends Construct {
  constructor(scope: Construct, id: string, props: SiteDeploymentProps) {
    super(scope, id);
    const common = {
      sources: [s3deploy.Source.asset(props.folder)],
      destinationBucket: props.bucket,
      prune: false,
      memoryLimit: MEMORY,
      logGroup: deploymentLogs(this),
    };
    const pages = new s3deploy.BucketDeployment(this, 'Pages', {
      ...common,
      exclude: props.hashed,
      cacheControl: [s3deploy.CacheControl.fromString(PAGE_CACHE_CONTROL)],
      distribution: props.distribution,
      distributionPaths: ['/*'],
      // CloudFront is done within minutes; a deployment that waits can only fail on it.
      waitForDistributionInvalidation: false,
    });
    if (props.hashed.length > 0) {
      const hashed = new s3deploy.BucketDeployment(this, 'Hashed', {
        ...common,
        exclude: ['*'],
        include: props.hashed,
        cacheControl: [s3deploy.CacheControl.fromString(HASHED_CACHE_CONTROL)],
      });
      upload(pages).addResourceDependency(upload(hashed));
    }
    acknowledgeHandler(pages);
  }
}

export interface PageDeploymentProps {
  readonly bucket: s3.Bucket;
  /** At least one: its key, and what is there. */
  readonly pages: { readonly key: string; readonly html: string }[];
}

/** Uploads pages that are texts. */
export class PageDeployment extends Construct {
  /** The resource that is done when the pages are there. */
  public readonly upload: CfnResource;

  constructor(scope: Construct, id: string, props: PageDeploymentProps) {
    super(scope, id);
    const deployment = new s3deploy.BucketDeployment(this, 'Page', {
      sources: props.pages.map(({ key, html }) => s3deploy.Source.data(key, html)),
      destinationBucket: props.bucket,
      prune: false,
      memoryLimit: MEMORY,
      logGroup: deploymentLogs(this),
      cacheControl: [s3deploy.CacheControl.fromString('public, max-age=60')],
      contentType: 'text/html; charset=utf-8',
    });
    this.upload = upload(deployment);
    acknowledgeHandler(deployment);
  }
}

function deploymentLogs(scope: Construct): logs.LogGroup {
  return new logs.LogGroup(scope, 'Logs', {
    retention: logs.RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** A dependency between constructs would hold up the function too, which all deployments of a stack share. */
function upload(deployment: s3deploy.BucketDeployment): CfnResource {
  const found = deployment.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node))
    .find((node) => node.cfnResourceType === 'Custom::CDKBucketDeployment');
  if (!found) throw new Error(`BucketDeployment at '${deployment.node.path}' has no custom resource`);
  return found;
}

/** The function is CDK's, one for all deployments of a stack, and so are its grants. */
function acknowledgeHandler(deployment: s3deploy.BucketDeployment): void {
  const role = deployment.handlerRole;
  const handler = role.node.scope;
  if (!handler) return;
  Validations.of(handler).acknowledge(
    {
      id: 'AwsSolutions-L1',
      reason: "CDK chooses the runtime of BucketDeployment's function, and moves it with its releases.",
    },
    {
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: "CDK gives BucketDeployment's function the managed policy that writes logs.",
    },
  );
  role.node.addValidation({
    validate: () => {
      for (const wildcard of wildcards(role))
        Validations.of(handler).acknowledge({
          id: `AwsSolutions-IAM5[${wildcard}]`,
          reason:
            "CDK's grants to BucketDeployment's function, for the objects of the assets' bucket and of this one, and for invalidations.",
        });
      return [];
    },
  });
}

/** What CDK has granted by the time the app is whole, in cdk-nag's words. */
function wildcards(role: IConstruct): string[] {
  const policies = role.node.findAll().filter((node) => node instanceof iam.CfnPolicy);
  const statements = policies.flatMap((policy) => {
    const document = Stack.of(policy).resolve(policy.policyDocument) as { Statement: Statement[] };
    return document.Statement;
  });
  return statements
    .flatMap((statement) => [
      ...[statement.Action].flat().map((action) => `Action::${action}`),
      ...[statement.Resource].flat().map((resource) => `Resource::${flatten(resource)}`),
    ])
    .filter((finding) => finding.includes('*'));
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}
