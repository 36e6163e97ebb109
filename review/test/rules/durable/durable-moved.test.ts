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
      'AWS::S3::Bucket Uploads moves from web/Uploads to data/Uploads: a deployment creates an empty one there and removes or abandons this one',
  });
});

test('leaves a stateless resource that goes to another stack to another rule', () => {
  const group = { Web: resource('AWS::EC2::SecurityGroup', { GroupDescription: 'Web' }) };
  const from = assembly({ web: { ...topic, ...group }, data: topic });
  expect(found(RULE, review(from, assembly({ web: topic, data: { ...topic, ...group } }), LABELS))).toEqual([]);
});
