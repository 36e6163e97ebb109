import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ICache } from '../../../lib/cache/i-cache';
import { Network } from '../../../lib/network/network';
import { inlineFunction } from './jobs';

/**
 * A client of a cache, by hand, as a function in the template has no modules: TLS, a login by password or by IAM token,
 * commands, and the way to the shard that has the key. Signing needs no network, which isolated subnets have not.
 */
export const CLIENT = `
const { connect } = require('tls');
const { createHash, createHmac } = require('crypto');
const { HOST, PORT, NAME, RESOURCE_TYPE, PASSWORD_USER, PASSWORD, IAM_USER, AWS_REGION } = process.env;
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const hash = (text) => createHash('sha256').update(text).digest('hex');

function iamToken() {
  const time = new Date().toISOString().replace(/[-:]|\\.\\d{3}/g, '');
  const scope = [time.slice(0, 8), AWS_REGION, 'elasticache', 'aws4_request'];
  const query = Object.entries({
    Action: 'connect',
    ...(RESOURCE_TYPE && { ResourceType: RESOURCE_TYPE }),
    User: IAM_USER,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': [process.env.AWS_ACCESS_KEY_ID, ...scope].join('/'),
    'X-Amz-Date': time,
    'X-Amz-Expires': '900',
    'X-Amz-Security-Token': process.env.AWS_SESSION_TOKEN,
    'X-Amz-SignedHeaders': 'host',
  }).map(([name, value]) => name + '=' + encodeURIComponent(value)).join('&');
  const request = ['GET', '/', query, 'host:' + NAME, '', 'host', hash('')].join('\\n');
  const toSign = ['AWS4-HMAC-SHA256', time, scope.join('/'), hash(request)].join('\\n');
  const key = scope.reduce((secret, part) => hmac(secret, part), 'AWS4' + process.env.AWS_SECRET_ACCESS_KEY);
  return NAME + '/?' + query + '&X-Amz-Signature=' + hmac(key, toSign).toString('hex');
}

const encode = (words) => '*' + words.length + '\\r\\n' + words.map((word) => '$' + Buffer.byteLength(word) + '\\r\\n' + word + '\\r\\n').join('');

function answers(text) {
  const found = [];
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\\r\\n', at);
    if (end < 0) break;
    const line = text.slice(at, end);
    at = end + 2;
    if (line[0] !== '$' || line === '$-1') { found.push(line); continue; }
    const length = Number(line.slice(1));
    if (text.length < at + length + 2) break;
    found.push(text.slice(at, at + length));
    at += length + 2;
  }
  return found;
}

const ask = (host, port, login, command) => new Promise((resolve, reject) => {
  const socket = connect({ host, port, servername: host, timeout: 5000 });
  let text = '';
  socket.on('secureConnect', () => socket.write(encode(login) + encode(command)));
  socket.on('data', (data) => {
    text += data;
    const all = answers(text);
    if (all.length < 2 && !all.some((answer) => answer.startsWith('-'))) return;
    socket.destroy();
    resolve(all.find((answer) => answer.startsWith('-')) ?? all[1]);
  });
  socket.on('timeout', () => socket.destroy(new Error('no answer from ' + host)));
  socket.on('error', reject);
});

exports.handler = async ({ loginBy, commands }) => {
  const results = [];
  for (const command of commands) {
    const login = loginBy === 'iam' ? ['AUTH', IAM_USER, iamToken()] : ['AUTH', PASSWORD_USER, loginBy === 'nothing' ? 'wrong' : PASSWORD];
    let result = await ask(HOST, Number(PORT), login, command);
    const moved = /^-MOVED \\d+ (.*):(\\d+)$/.exec(result);
    if (moved) result = await ask(moved[1] || HOST, Number(moved[2]), login, command);
    results.push(result);
  }
  return results;
};`;

/** A client for a cache, in its network; it has both ways to log in. */
export function cacheClient(scope: Construct, network: Network, cache: ICache, resourceType = ''): lambda.Function {
  const secret = (field: string) => cache.secret!.secretValueFromJson(field).unsafeUnwrap();
  const client = inlineFunction(scope, 'Client', CLIENT, {
    vpc: network.vpc,
    vpcSubnets: network.isolatedSubnets,
    environment: {
      HOST: cache.host,
      PORT: String(cache.port),
      NAME: cache.cacheName,
      RESOURCE_TYPE: resourceType,
      // Resolved by CloudFormation: good enough for an hour, and wrong for an app, whose password rotates.
      PASSWORD_USER: secret('username'),
      PASSWORD: secret('password'),
      IAM_USER: cache.iamUserName!,
    },
  });
  cache.grantConnect(client, client);
  return client;
}

/** Keys that are in more than one shard, and the commands that write and read them. */
export const WRITE_AND_READ = ['one', 'two', 'three', 'four'].flatMap((key) => [
  ['SET', key, `value of ${key}`],
  ['GET', key],
]);
export const WRITTEN_AND_READ = WRITE_AND_READ.map(([command, , value], index) =>
  command === 'SET' ? '+OK' : (WRITE_AND_READ[index - 1][2] ?? value),
);
