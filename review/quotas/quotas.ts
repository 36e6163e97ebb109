import { Assembly, Template } from '../model';
import {
  applicationLoadBalancers,
  cacheNodes,
  countOf,
  databaseStorage,
  fargateVCpus,
  instanceVCpus,
  lambdaConcurrency,
  Need,
  sum,
} from './count';

/** A quota of an account in a Region that a deployment can run into. */
export interface Quota {
  /** As Service Quotas calls it: `aws service-quotas get-service-quota --service-code … --quota-code …`. */
  readonly service: string;
  readonly code: string;
  readonly name: string;
  /** What an account has that asked for nothing. */
  readonly value: number;
  /** What accounts that were just made may have instead. */
  readonly young?: number;
  /** Where the default is documented. Read on 2026-12-01. */
  readonly source: string;
  need(template: Template): Need;
}

const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html';
const VPC = 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html';
const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html';
const ELB = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html';

export const QUOTAS: readonly Quota[] = [
  {
    service: 'fargate',
    code: 'L-3032A538',
    name: 'Fargate On-Demand vCPUs',
    value: 4000,
    young: 6,
    source: 'https://docs.aws.amazon.com/general/latest/gr/ecs-service.html',
    need: fargateVCpus,
  },
  {
    service: 'ec2',
    code: 'L-1216C47A',
    name: 'vCPUs of running On-Demand Standard instances',
    value: 5,
    source: EC2,
    need: instanceVCpus,
  },
  {
    service: 'lambda',
    code: 'L-B99A9384',
    name: 'concurrent executions of functions',
    value: 1000,
    young: 10,
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
    need: lambdaConcurrency,
  },
  { service: 'vpc', code: 'L-F678F1CE', name: 'VPCs', value: 5, source: VPC, need: countOf('AWS::EC2::VPC') },
  {
    service: 'ec2',
    code: 'L-0263D0A3',
    name: 'Elastic IP addresses',
    value: 5,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html',
    need: countOf('AWS::EC2::EIP'),
  },
  {
    service: 'elasticloadbalancing',
    code: 'L-53DA6B97',
    name: 'Application Load Balancers',
    value: 50,
    source: ELB,
    need: applicationLoadBalancers,
  },
  {
    service: 'rds',
    code: 'L-7B6409FD',
    name: 'DB instances',
    value: 40,
    source: RDS,
    need: countOf('AWS::RDS::DBInstance'),
  },
  {
    service: 'rds',
    code: 'L-7ADDB58A',
    name: 'GiB of storage of all DB instances',
    value: 100_000,
    source: RDS,
    need: databaseStorage,
  },
  {
    service: 'elasticache',
    code: 'L-DFE45DF3',
    name: 'cache nodes',
    value: 300,
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html',
    need: cacheNodes,
  },
  {
    service: 'cloudfront',
    code: 'L-24B04930',
    name: 'CloudFront distributions',
    value: 200,
    source: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html',
    need: countOf('AWS::CloudFront::Distribution'),
  },
];

/** What an assembly needs of a quota in one Region. */
export interface QuotaUse {
  readonly region: string;
  readonly service: string;
  readonly code: string;
  readonly name: string;
  readonly default: number;
  readonly newAccounts?: number;
  readonly min: number;
  readonly max: number;
  /** Whether an account that asked for nothing is too small, and which need it does not meet. */
  readonly request?: 'before this stage' | 'before it scales to its most';
}

/** The quotas that an assembly uses at all, by Region. */
export function quotasOf(assembly: Assembly): QuotaUse[] {
  const regions = [...new Set(assembly.stacks.map(({ region }) => region))].sort();
  return regions.flatMap((region) => {
    const templates = assembly.stacks.filter((stack) => stack.region === region).map(({ template }) => template);
    return QUOTAS.map((quota) => useOf(quota, region, sum(templates.map((template) => quota.need(template))))).filter(
      ({ max }) => max > 0,
    );
  });
}

function useOf({ service, code, name, value, young }: Quota, region: string, need: Need): QuotaUse {
  const [min, max] = [Math.ceil(need.min), Math.ceil(need.max)];
  const least = young ?? value;
  const request = min > least ? 'before this stage' : max > least ? 'before it scales to its most' : undefined;
  return {
    region,
    service,
    code,
    name,
    default: value,
    ...(young === undefined ? {} : { newAccounts: young }),
    min,
    max,
    ...(request ? { request } : {}),
  };
}
