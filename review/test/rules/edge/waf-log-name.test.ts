import { Resource } from '../../../model';
import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'waf-log-name';
const logging = (target: string) =>
  resource('AWS::WAFv2::LoggingConfiguration', {
    ResourceArn: 'arn',
    LogDestinationConfigs: [{ 'Fn::GetAtt': [target, 'Arn'] }],
  });
const step = (target: Resource) => reviewStack({}, { Logging: logging('Target'), Target: target });

test.each([
  ['AWS::Logs::LogGroup', { LogGroupName: 'waf' }, '"waf"'],
  ['AWS::Logs::LogGroup', {}, 'unset'],
  ['AWS::S3::Bucket', { BucketName: 'acme-aws-waf-logs-' }, '"acme-aws-waf-logs-"'],
  ['AWS::KinesisFirehose::DeliveryStream', {}, 'unset'],
])('flags a %s with %j', (type, properties, shown) => {
  expect(only(RULE, step(resource(type, properties)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Logging',
    message: `AWS::WAFv2::LoggingConfiguration Logging is refused: the name of Target is ${shown} and does not begin with aws-waf-logs-`,
  });
});

test.each([
  ['AWS::Logs::LogGroup', { LogGroupName: 'aws-waf-logs-acme' }],
  ['AWS::S3::Bucket', { BucketName: { 'Fn::Sub': 'aws-waf-logs-${AWS::AccountId}' } }],
])('leaves a %s with %j alone', (type, properties) => {
  expect(found(RULE, step(resource(type, properties)))).toEqual([]);
});

test('leaves alone what stands elsewhere', () => {
  const configuration = resource('AWS::WAFv2::LoggingConfiguration', {
    ResourceArn: 'arn',
    LogDestinationConfigs: ['arn:aws:logs:us-east-1:111111111111:log-group:waf'],
  });
  expect(found(RULE, reviewStack({}, { Logging: configuration }))).toEqual([]);
});
