import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Cloud } from '../engine/cloud';
import { AwsError } from '../engine/errors';
import { cloudFormation } from './cloudformation';
import { AwsRequest, AwsResponse, queryError, signedScope } from './protocol';
import { s3, s3Error } from './s3';
import { ec2, ec2Error, ecr, jsonError, ssm, sts } from './small-services';

/** One HTTP server in place of the services that the CLI calls; the signature says which is meant. */

interface Service {
  handle(cloud: Cloud, request: AwsRequest): AwsResponse;
  error(error: AwsError): AwsResponse;
}

const SERVICES: Record<string, Service> = {
  cloudformation: { handle: cloudFormation, error: queryError },
  sts: { handle: sts, error: queryError },
  s3: { handle: s3, error: s3Error },
  ssm: { handle: ssm, error: jsonError },
  ecr: { handle: ecr, error: jsonError },
  ec2: { handle: ec2, error: ec2Error },
};

export interface Call {
  readonly service: string;
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly status: number;
}

export function createEndpoint(cloud: () => Cloud, onCall: (call: Call) => void): Server {
  return createServer((incoming, outgoing) => {
    void respond(cloud(), incoming, outgoing, onCall);
  });
}

async function respond(
  cloud: Cloud,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  onCall: (call: Call) => void,
): Promise<void> {
  const body = await read(incoming);
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  let answer: AwsResponse;
  try {
    const signed = signedScope(incoming.headers);
    const request: AwsRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      body,
      ...signed,
    };
    answer = dispatch(cloud, request);
    onCall({ service: signed.service, action: actionOf(request), ...signed.scope, status: answer.status ?? 200 });
  } catch (error) {
    // A fault of ours must not look like an answer of AWS: the SDK does not retry a 400.
    answer = queryError(new AwsError('SimulationFault', (error as Error).stack ?? String(error)));
  }
  outgoing.writeHead(answer.status ?? 200, { 'x-amzn-requestid': 'simulated', ...answer.headers });
  outgoing.end(answer.body);
}

function dispatch(cloud: Cloud, request: AwsRequest): AwsResponse {
  const service = SERVICES[request.service];
  if (service === undefined) {
    return jsonError(new AwsError('UnknownService', `The simulated endpoint has no ${request.service}`));
  }
  try {
    return service.handle(cloud, request);
  } catch (error) {
    return service.error(
      error instanceof AwsError ? error : new AwsError('SimulationFault', (error as Error).stack ?? ''),
    );
  }
}

function actionOf(request: AwsRequest): string {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').pop()!;
  if (request.service === 's3') return `${request.method} ${request.path}?${request.query}`;
  return new URLSearchParams(request.body.toString('utf8')).get('Action') ?? request.path;
}

async function read(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}
