import { review } from '../../../review';
import { assembly, resource } from '../../support';
import { found, only } from '../support';

const RULE = 'durable-moved';
const LABELS = { from: 'before', to: 'after' };
const topic = { Topic: resource('AWS::SNS::Topic') };
const bucket = { Uploads: resource('AWS::S3::Bucket', {}, { DeletionPolicy: 'Retain' }) };

test('flags a bucket that goes to another stack', () => {
  const from = assembly({ web: { ...topic, ...bucket }, data: topic });
  const to = assembly({ web: topic, data: { ...topic, ...bucket } });
  expect(only(RULE, review(from, to, LABELS))).toEqual({
    severity: 'hazard',
    stack: 'web',
    logicalId: 'Uploads',
    message:
      'AWS::S3::Bucket Uploads moves from web/Uploads to data/Uploads: a deployment creates an empty one there, and this one stays behind, outside the stack',
  });
});

test('leaves a stateless resource that goes to another stack to another rule', () => {
  const group = { Web: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'Web' }) };
  const from = assembly({ web: { ...topic, ...group }, data: topic });
  expect(found(RULE, review(from, assembly({ web: topic, data: { ...topic, ...group } }), LABELS))).toEqual([]);
});

test.each([
  ['AWS::KMS::Key', {}, 'another key, which reads nothing of what this one encrypted there, and this one is scheduled'],
  ['AWS::SecretsManager::Secret', {}, 'one with another value there, and this one is deleted with what it holds'],
  ['AWS::Route53::HostedZone', {}, 'a zone with other name servers there, and this one is not deleted while records'],
])('says what is made in its place: %s', (type, properties, text) => {
  const data = { Old: resource(type, properties) };
  const step = review(assembly({ app: { ...topic, ...data } }), assembly({ app: { ...topic, New: data.Old } }), LABELS);
  expect(only(RULE, step).message).toContain(text);
});

test('leaves what is in a stack that goes as it is', () => {
  const key = { Key: resource('AWS::KMS::Key') };
  const step = review(assembly({ a: key, b: topic }), assembly({ b: { ...topic, ...key } }), LABELS);
  expect(only(RULE, step).message).toContain('and this one stays in the old stack until that is deleted');
});
