import { Cloud } from '../engine/cloud';
import { AwsError } from '../engine/errors';
import { zonesOf } from '../engine/zones';
import { accessKeyFor, AwsRequest, AwsResponse, Fields, isoTime, queryResult, toXml, xml } from './protocol';

/** Services of which the CLI needs a call or two. */

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html */
export function sts(cloud: Cloud, request: AwsRequest): AwsResponse {
  const fields = Fields.of(request.body);
  const action = fields.required('Action');
  const { account } = request.scope;
  if (action === 'GetCallerIdentity') {
    return queryResult(action, {
      Arn: `arn:aws:iam::${account}:user/simulated`,
      UserId: 'AIDASIMULATED',
      Account: account,
    });
  }
  if (action === 'AssumeRole') {
    const role = fields.required('RoleArn');
    const owner = role.split(':')[4] ?? account;
    if (cloud.world({ account: owner, region: '' }).find(['AWS::IAM::Role'], role) === undefined) {
      throw new AwsError(
        'AccessDenied',
        `User: simulated is not authorized to perform: sts:AssumeRole on resource: ${role}`,
        403,
      );
    }
    return queryResult(action, {
      AssumedRoleUser: { AssumedRoleId: 'AROASIMULATED:cdk', Arn: role },
      Credentials: {
        AccessKeyId: accessKeyFor(owner),
        SecretAccessKey: 'simulated',
        SessionToken: 'simulated',
        Expiration: isoTime(Date.now() + 3_600_000),
      },
    });
  }
  throw new AwsError('InvalidAction', `The simulated endpoint has no sts:${action}`);
}

type JsonAction = (cloud: Cloud, request: AwsRequest, input: Record<string, unknown>) => unknown;

const SSM_ACTIONS: Record<string, JsonAction> = {
  GetParameter: (cloud, request, input) => {
    const name = String(input['Name']);
    const value = cloud.ssmParameter(request.scope, name);
    if (value === undefined) throw new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
    return { Parameter: { Name: name, Type: 'String', Value: value, Version: 1 } };
  },
};

const ECR_ACTIONS: Record<string, JsonAction> = {
  DescribeRepositories: (cloud, request, input) => {
    const names = (input['repositoryNames'] ?? []) as string[];
    const found = cloud.world(request.scope).existing(['AWS::ECR::Repository'], request.scope.region);
    const repositories = found.filter((r) => names.length === 0 || names.includes(r.physicalId));
    if (repositories.length === 0)
      throw new AwsError('RepositoryNotFoundException', `No repository ${names.join(', ')}`);
    const uri = (name: string) => `${request.scope.account}.dkr.ecr.${request.scope.region}.amazonaws.com/${name}`;
    return {
      repositories: repositories.map((r) => ({ repositoryName: r.physicalId, repositoryUri: uri(r.physicalId) })),
    };
  },
};

/** Services that speak JSON and name the action in a header. */
export function jsonService(actions: Record<string, JsonAction>, service: string) {
  return (cloud: Cloud, request: AwsRequest): AwsResponse => {
    const action = String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .pop()!;
    const handler = actions[action];
    if (handler === undefined)
      throw new AwsError('UnknownOperationException', `The simulated endpoint has no ${service}:${action}`);
    const input = JSON.parse(request.body.toString('utf8') || '{}') as Record<string, unknown>;
    return {
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(handler(cloud, request, input)),
    };
  };
}

export const ssm = jsonService(SSM_ACTIONS, 'ssm');
export const ecr = jsonService(ECR_ACTIONS, 'ecr');

export function jsonError(error: AwsError): AwsResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': error.code },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}

/** @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html */
export function ec2(_cloud: Cloud, request: AwsRequest): AwsResponse {
  const action = Fields.of(request.body).required('Action');
  if (action !== 'DescribeAvailabilityZones') {
    throw new AwsError('InvalidAction', `The simulated endpoint has no ec2:${action}`);
  }
  const items = zonesOf(request.scope.region)
    .map(
      (zone) => `<item>${toXml({ zoneName: zone, zoneState: 'available', regionName: request.scope.region })}</item>`,
    )
    .join('');
  return xml(
    `<DescribeAvailabilityZonesResponse><availabilityZoneInfo>${items}</availabilityZoneInfo></DescribeAvailabilityZonesResponse>`,
  );
}

export function ec2Error(error: AwsError): AwsResponse {
  const fault = toXml({ Code: error.code, Message: error.message });
  return xml(
    `<Response><Errors><Error>${fault}</Error></Errors><RequestID>simulated</RequestID></Response>`,
    error.status,
  );
}
