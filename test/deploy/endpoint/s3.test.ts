import { HOME } from '../support/assembly';
import { r } from '../support/resources';
import { Simulation } from '../support/simulation';
import { AwsRequest } from './protocol';
import { s3 } from './s3';

const simulation = new Simulation();
simulation.deploy('app', { Resources: { Assets: r('AWS::S3::Bucket', { BucketName: 'assets' }) } });

const ask = (method: string, query: string, body = '') => {
  const request: AwsRequest = {
    method,
    path: '/assets/layer.zip',
    query: new URLSearchParams(query),
    headers: {},
    body: Buffer.from(body),
    service: 's3',
    scope: HOME,
  };
  return s3(simulation.cloud, request);
};
const begin = () => /<UploadId>(.*)<\/UploadId>/.exec(String(ask('POST', 'uploads').body))![1]!;

test('what comes in parts is one object, in their order, once the last one is there', () => {
  const id = begin();
  ask('PUT', `partNumber=2&uploadId=${id}`, 'world');
  ask('PUT', `partNumber=1&uploadId=${id}`, 'hello ');
  expect(() => ask('HEAD', '')).toThrow('The specified key does not exist.');
  expect(ask('POST', `uploadId=${id}`).body).toContain('CompleteMultipartUploadResult');
  const { etag, 'content-length': size } = ask('HEAD', '').headers!;
  expect([size, etag]).toEqual(['11', expect.stringMatching(/^"[0-9a-f]{32}-2"$/)]);
});

test('an upload that is given up leaves nothing', () => {
  ask('DELETE', '');
  const id = begin();
  ask('PUT', `partNumber=1&uploadId=${id}`, 'hello');
  expect(ask('DELETE', `uploadId=${id}`).status).toBe(204);
  expect(() => ask('POST', `uploadId=${id}`)).toThrow('The specified upload does not exist.');
  expect(() => ask('GET', '')).toThrow('The specified key does not exist.');
});
