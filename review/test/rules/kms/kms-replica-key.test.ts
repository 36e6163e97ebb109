import { review } from '../../../review';
import { assembly, resource, StackInput } from '../../support';
import { found, only } from '../support';

const RULE = 'kms-replica-key';
const primary = (properties: object, region = 'eu-west-1'): StackInput => ({
  region,
  template: {
    Resources: { Key: resource('AWS::KMS::Key', { ...properties }) },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
  },
});
const replica = (PrimaryKeyArn: unknown, region = 'us-east-1'): StackInput => ({
  region,
  template: { Resources: { Copy: resource('AWS::KMS::ReplicaKey', { PrimaryKeyArn }) } },
});
const read = { 'Fn::GetStackOutput': { StackName: 'home', OutputName: 'Arn', Region: 'eu-west-1' } };
const step = (home: StackInput, away: StackInput) =>
  review(assembly({}), assembly({ home, away }), { from: 'before', to: 'after' });

test.each([
  ['of one Region', primary({}), replica(read), 'its primary Key is a key of one Region'],
  [
    'in the same Region',
    primary({ MultiRegion: true }),
    replica(read, 'eu-west-1'),
    'its primary Key is in eu-west-1 as well',
  ],
])('flags the replica of a key %s', (_, home, away, why) => {
  expect(only(RULE, step(home, away))).toEqual({
    severity: 'hazard',
    stack: 'away',
    logicalId: 'Copy',
    message: `AWS::KMS::ReplicaKey Copy is refused: ${why}`,
  });
});

test.each([
  ['a replica in another Region', primary({ MultiRegion: 'true' }), replica(read)],
  ['a key that stands elsewhere', primary({}), replica('arn:aws:kms:eu-west-1:111111111111:key/mrk-1')],
  ['Regions that are not known', primary({ MultiRegion: true }, 'unknown-region'), replica(read, 'unknown-region')],
])('leaves %s alone', (_, home, away) => {
  expect(found(RULE, step(home, away))).toEqual([]);
});
