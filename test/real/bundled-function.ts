import { execFile } from 'node:child_process';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { handlerAsset } from '../../lib/internal/handler-asset';
import { SecretsManager } from '../handlers/rotation/secrets-manager';
import { event, STEPS } from '../handlers/rotation/suite';

/**
 * Rotates once with the function as it is shipped, in a process of its own as in Lambda: the bundle, the real SDK over
 * HTTP, the real driver over TLS. Returns what the function logged.
 */
export async function rotateByBundle(handler: string, secrets: SecretsManager, authorityFile: string): Promise<string> {
  const server = createServer((request, response) => void answer(secrets, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const token = secrets.startRotation();
  const events = STEPS.map((step) => event(secrets, token, step));
  const bundle = join(handlerAsset(handler), 'index.js');
  const script = `(async () => { for (const event of ${JSON.stringify(events)}) await require('${bundle}').handler(event, { getRemainingTimeInMillis: () => 120_000 }); })()`;
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-e', script], {
      env: {
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        NODE_EXTRA_CA_CERTS: authorityFile,
      },
    });
    return stdout + stderr;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The JSON protocol of Secrets Manager. */
async function answer(secrets: SecretsManager, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const part of request) body += part;
  const operation = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
  response.setHeader('content-type', 'application/x-amz-json-1.1');
  try {
    response.end(JSON.stringify(secrets.call(operation, JSON.parse(body)), secondsForDates));
  } catch (error) {
    response.statusCode = 400;
    response.end(JSON.stringify({ __type: (error as Error).name, message: (error as Error).message }));
  }
}

function secondsForDates(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}
