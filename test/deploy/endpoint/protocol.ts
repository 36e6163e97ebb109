import { IncomingMessage } from 'node:http';
import { AwsError } from '../engine/errors';
import { Scope } from '../engine/state';

/** One request of the AWS SDK, with what its signature says about where it goes. */
export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly service: string;
  readonly scope: Scope;
}

export interface AwsResponse {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

export const DEFAULT_ACCOUNT = '111111111111';

/**
 * Credentials name their account: those of an assumed role carry the role's account in the access key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function accessKeyFor(account: string): string {
  return `ASIA${account}SIMULATED`;
}

export function signedScope(headers: IncomingMessage['headers']): { service: string; scope: Scope } {
  const match = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '');
  if (match === null) throw new AwsError('MissingAuthenticationToken', 'The request is not signed', 403);
  const [, key, region, service] = match as unknown as [string, string, string, string];
  const account = /^ASIA(\d{12})SIMULATED$/.exec(key)?.[1] ?? DEFAULT_ACCOUNT;
  return { service, scope: { account, region } };
}

export type XmlValue = string | number | boolean | undefined | XmlValue[] | { [tag: string]: XmlValue };

/** Lists become `<member>` elements, as the Query protocol wants; undefined is left out. */
export function toXml(value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([tag, item]) => `<${tag}>${toXml(item)}</${tag}>`)
      .join('');
  }
  return escapeXml(String(value));
}

function escapeXml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r/g, '&#xD;')
    .replace(/\n/g, '&#xA;');
}

export function xml(body: string, status = 200): AwsResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>${body}` };
}

/** The answer to an action of a Query protocol service. */
export function queryResult(action: string, result: XmlValue): AwsResponse {
  return xml(
    `<${action}Response><${action}Result>${toXml(result)}</${action}Result><ResponseMetadata><RequestId>simulated</RequestId></ResponseMetadata></${action}Response>`,
  );
}

export function queryError(error: AwsError): AwsResponse {
  const fault = toXml({ Type: 'Sender', Code: error.code, Message: error.message });
  return xml(`<ErrorResponse><Error>${fault}</Error><RequestId>simulated</RequestId></ErrorResponse>`, error.status);
}

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Form fields of a Query request, with readers for its lists. */
export class Fields {
  constructor(private readonly form: URLSearchParams) {}

  static of(body: Buffer): Fields {
    return new Fields(new URLSearchParams(body.toString('utf8')));
  }

  text(name: string): string | undefined {
    return this.form.get(name) ?? undefined;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new AwsError('MissingParameter', `The request must contain the parameter ${name}`);
    return value;
  }

  flag(name: string): boolean {
    return this.text(name) === 'true';
  }

  list(name: string): string[] {
    const values: string[] = [];
    for (let i = 1; this.form.has(`${name}.member.${i}`); i += 1) values.push(this.form.get(`${name}.member.${i}`)!);
    return values;
  }

  /** A list of structures, each as a map of its fields. */
  structures(name: string): Record<string, string>[] {
    const found: Record<string, string>[] = [];
    for (const [key, value] of this.form) {
      const match = new RegExp(`^${name}\\.member\\.(\\d+)\\.(.+)$`).exec(key);
      if (match === null) continue;
      (found[Number(match[1]) - 1] ??= {})[match[2]!] = value;
    }
    return found;
  }
}
