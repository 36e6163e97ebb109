import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, Fn, Stack, Token } from 'aws-cdk-lib';
import { AppEnvironment } from '../../lib/environment/app-environment';

const FULL = {
  region: 'us-east-1',
  databaseWriterHost: 'writer.internal',
  databaseReaderHosts: ['reader-1.internal', 'reader-2.internal'],
  databasePort: 5432,
  databaseName: 'app',
  databaseSecretArn: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:db',
  databasePoolSize: 5,
  sessionTable: 'sessions',
  uploadsBucket: 'uploads',
  assetsPath: '/assets',
  cacheHost: 'cache.internal',
  cachePort: 6379,
  cacheName: 'app-cache',
  cacheUser: 'app',
  cacheSecretArn: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:cache',
  jobsQueueUrl: 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs',
  eventsTopicArn: 'arn:aws:sns:us-east-1:111111111111:events',
  queueUrl: 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs',
};

const ROOTS = [
  'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem',
  'https://www.amazontrust.com/repository/AmazonRootCA1.pem',
  'https://www.amazontrust.com/repository/AmazonRootCA2.pem',
  'https://www.amazontrust.com/repository/AmazonRootCA3.pem',
  'https://www.amazontrust.com/repository/AmazonRootCA4.pem',
];

test('gives every variable of a stage that has everything', () => {
  expect(new AppEnvironment(FULL).toVariables()).toEqual({
    AWS_REGION: 'us-east-1',
    DATABASE_WRITER_HOST: 'writer.internal',
    DATABASE_READER_HOSTS: 'reader-1.internal,reader-2.internal',
    DATABASE_PORT: '5432',
    DATABASE_NAME: 'app',
    DATABASE_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:db',
    DATABASE_POOL_SIZE: '5',
    DATABASE_CA_URLS: ROOTS.join(','),
    SESSION_TABLE: 'sessions',
    UPLOADS_BUCKET: 'uploads',
    ASSETS_PATH: '/assets',
    CACHE_HOST: 'cache.internal',
    CACHE_PORT: '6379',
    CACHE_NAME: 'app-cache',
    CACHE_USER: 'app',
    CACHE_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:cache',
    JOBS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs',
    QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs',
    EVENTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:111111111111:events',
  });
});

test('gives the same names, with empty values, to a stage that has nothing yet', () => {
  const variables = new AppEnvironment({ region: 'us-east-1' }).toVariables();
  expect(Object.keys(variables)).toEqual(Object.keys(new AppEnvironment(FULL).toVariables()));
  const { AWS_REGION, ...others } = variables;
  expect(AWS_REGION).toBe('us-east-1');
  expect(new Set(Object.values(others))).toEqual(new Set(['']));
});

test.each([{ databaseReaderHosts: undefined }, { databaseReaderHosts: [] }])(
  'lets the app read from the writer while there are no readers: %j',
  (readers) => {
    const variables = new AppEnvironment({ ...FULL, ...readers }).toVariables();
    expect(variables.DATABASE_READER_HOSTS).toBe('writer.internal');
  },
);

test('takes values that are known at deployment only', () => {
  const variables = new AppEnvironment({
    region: Aws.REGION,
    databaseWriterHost: Fn.ref('Writer'),
    databaseReaderHosts: Token.asList(Fn.ref('Readers')),
    databasePort: Token.asNumber(Fn.ref('Port')),
  }).toVariables();
  expect(new Stack().resolve(variables)).toMatchObject({
    AWS_REGION: { Ref: 'AWS::Region' },
    DATABASE_WRITER_HOST: { Ref: 'Writer' },
    DATABASE_READER_HOSTS: { 'Fn::Join': [',', { Ref: 'Readers' }] },
    DATABASE_PORT: { Ref: 'Port' },
  });
});

test('the page of the documentation lists the same names in the same order', () => {
  const page = readFileSync(join(__dirname, '../../docs/environment.md'), 'utf8');
  const documented = [...page.matchAll(/^\| `([A-Z_]+)` *\|/gm)].map(([, name]) => name);
  expect(documented).toEqual(AppEnvironment.names);
});
