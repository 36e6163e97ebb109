import { createHash } from 'node:crypto';
import { Cloud } from '../engine/cloud';
import { AwsError } from '../engine/errors';
import { nextId, PhysicalResource, StoredObject, tick } from '../engine/state';
import { AwsRequest, AwsResponse, isoTime, toXml, xml } from './protocol';

/** The part of S3 that the CLI uses for assets, path style as for every loopback endpoint. */
export function s3(cloud: Cloud, request: AwsRequest): AwsResponse {
  const [, bucketName = '', ...rest] = request.path.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const bucket = findBucket(cloud, bucketName);
  if (bucket === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  if (key !== '') return object(cloud, request, bucketName, key);
  return bucketLevel(cloud, request, bucket);
}

function findBucket(cloud: Cloud, name: string): PhysicalResource | undefined {
  return Object.values(cloud.state.resources).find((r) => r.type === 'AWS::S3::Bucket' && r.physicalId === name);
}

function object(cloud: Cloud, request: AwsRequest, bucket: string, key: string): AwsResponse {
  const objects = (cloud.state.objects[bucket] ??= {});
  if (request.query.has('uploads') || request.query.has('uploadId')) return inParts(cloud, request, bucket, key);
  if (request.method === 'PUT') {
    const stored = store(cloud, request);
    objects[key] = stored;
    return { status: 200, headers: { etag: stored.etag } };
  }
  if (request.method === 'DELETE') {
    delete objects[key];
    return { status: 204 };
  }
  const found = objects[key];
  if (found === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  const headers = {
    etag: found.etag,
    'content-length': String(found.size),
    'last-modified': new Date(found.modified).toUTCString(),
  };
  return { status: 200, headers, body: request.method === 'HEAD' ? undefined : (found.body ?? '') };
}

/** Parts of objects that are being uploaded; an upload begins and ends within one run of the CLI. */
const UPLOADS = new Map<string, Map<number, Buffer>>();

/**
 * What is too large for one request comes in parts, which make an object when the last one is there.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
function inParts(cloud: Cloud, request: AwsRequest, bucket: string, key: string): AwsResponse {
  const { method, query } = request;
  if (method === 'POST' && query.has('uploads')) {
    const id = `upload-${nextId(cloud.state)}-${md5(Buffer.from(`${bucket}/${key}`))}`;
    UPLOADS.set(id, new Map());
    const told = toXml({ Bucket: bucket, Key: key, UploadId: id });
    return xml(`<InitiateMultipartUploadResult>${told}</InitiateMultipartUploadResult>`);
  }
  const id = query.get('uploadId') ?? '';
  const parts = UPLOADS.get(id);
  if (parts === undefined) throw new AwsError('NoSuchUpload', 'The specified upload does not exist.', 404);
  if (method === 'PUT') {
    const bytes = payload(request);
    parts.set(Number(query.get('partNumber')), bytes);
    return { status: 200, headers: { etag: `"${md5(bytes)}"` } };
  }
  UPLOADS.delete(id);
  if (method === 'DELETE') return { status: 204 };
  const ordered = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
  const digests = Buffer.concat(ordered.map((bytes) => Buffer.from(md5(bytes), 'hex')));
  const etag = `"${md5(digests)}-${ordered.length}"`;
  const size = ordered.reduce((sum, bytes) => sum + bytes.length, 0);
  (cloud.state.objects[bucket] ??= {})[key] = { size, etag, modified: tick(cloud.state) };
  const told = toXml({ Bucket: bucket, Key: key, ETag: etag });
  return xml(`<CompleteMultipartUploadResult>${told}</CompleteMultipartUploadResult>`);
}

const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

/** Templates are kept to be read again; of other assets the size and hash are enough. */
function store(cloud: Cloud, request: AwsRequest): StoredObject {
  const bytes = payload(request);
  const text = bytes.toString('utf8');
  const isText = /^\s*[{[]/.test(text);
  return {
    size: bytes.length,
    etag: `"${md5(bytes)}"`,
    modified: tick(cloud.state),
    ...(isText && { body: text }),
  };
}

/**
 * The body without the chunk framing that the SDK may sign it in.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
function payload(request: AwsRequest): Buffer {
  if (!String(request.headers['content-encoding'] ?? '').includes('aws-chunked')) return request.body;
  const parts: Buffer[] = [];
  let offset = 0;
  while (offset < request.body.length) {
    const end = request.body.indexOf('\r\n', offset);
    if (end < 0) break;
    const size = Number.parseInt(request.body.subarray(offset, end).toString('latin1').split(';')[0]!, 16);
    if (!(size > 0)) break;
    parts.push(request.body.subarray(end + 2, end + 2 + size));
    offset = end + 2 + size + 2;
  }
  return Buffer.concat(parts);
}

function bucketLevel(cloud: Cloud, request: AwsRequest, bucket: PhysicalResource): AwsResponse {
  const asks = (name: string) => request.query.has(name);
  if (request.method === 'HEAD') return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } };
  if (asks('location')) {
    const location = bucket.region === 'us-east-1' ? '' : bucket.region;
    return xml(`<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${location}</LocationConstraint>`);
  }
  if (asks('encryption')) {
    const rule =
      '<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>';
    return xml(`<ServerSideEncryptionConfiguration>${rule}</ServerSideEncryptionConfiguration>`);
  }
  if (request.method === 'GET') return listing(cloud, request, bucket.physicalId);
  throw new AwsError('NotImplemented', `The simulated endpoint has no S3 ${request.method} ${request.query}`, 501);
}

function listing(cloud: Cloud, request: AwsRequest, bucket: string): AwsResponse {
  const prefix = request.query.get('prefix') ?? '';
  const found = Object.entries(cloud.state.objects[bucket] ?? {}).filter(([key]) => key.startsWith(prefix));
  const contents = found
    .map(
      ([Key, o]) =>
        `<Contents>${toXml({ Key, Size: o.size, ETag: o.etag, LastModified: isoTime(o.modified) })}</Contents>`,
    )
    .join('');
  const head = toXml({ Name: bucket, Prefix: prefix, KeyCount: found.length, MaxKeys: 1000, IsTruncated: false });
  return xml(`<ListBucketResult>${head}${contents}</ListBucketResult>`);
}

export function s3Error(error: AwsError): AwsResponse {
  return xml(`<Error>${toXml({ Code: error.code, Message: error.message })}</Error>`, error.status);
}
