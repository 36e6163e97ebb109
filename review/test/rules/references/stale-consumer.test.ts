import { review } from '../../../review';
import { assembly, resource } from '../../support';
import { found, only } from '../support';

const RULE = 'stale-consumer';
const LABELS = { from: 'before', to: 'after' };

const network = (GroupDescription: string) => ({
  template: {
    Resources: { Web: resource('AWS::EC2::SecurityGroup', { GroupDescription }) },
    Outputs: { WebId: { Value: { 'Fn::GetAtt': ['Web', 'GroupId'] } } },
  },
});
const web = (Description: string, Region?: string) => ({
  Reader: resource('AWS::SSM::Parameter', {
    Description,
    Value: { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'WebId', ...(Region ? { Region } : {}) } },
  }),
});

test('flags a producer that is replaced under a consumer which is not deployed again', () => {
  const from = assembly({ network: network('a'), web: web('reads') });
  expect(only(RULE, review(from, assembly({ network: network('b'), web: web('reads') }), LABELS))).toEqual({
    severity: 'hazard',
    stack: 'network',
    logicalId: 'Web',
    message:
      'AWS::EC2::SecurityGroup Web is replaced, and web reads it by Fn::GetStackOutput WebId, but its own template does not change: it is not deployed again and goes on using the old one',
  });
});

test('is careful where the consumer is deployed again, later', () => {
  const from = assembly({ network: network('a'), web: web('reads') });
  expect(only(RULE, review(from, assembly({ network: network('b'), web: web('still reads') }), LABELS))).toEqual({
    severity: 'caution',
    stack: 'network',
    logicalId: 'Web',
    message:
      'AWS::EC2::SecurityGroup Web is replaced, and web reads it by Fn::GetStackOutput WebId: from the moment when network is deployed until web is, it uses the old one, which may not be there any more',
  });
});

test('says where what it reads goes', () => {
  const from = assembly({ network: network('a'), web: web('reads') });
  const to = assembly({ network: { Topic: resource('AWS::SNS::Topic') }, web: web('reads') });
  expect(only(RULE, review(from, to, LABELS)).message).toBe(
    'AWS::EC2::SecurityGroup Web goes, and web reads it by Fn::GetStackOutput WebId, but its own template does not change: it is not deployed again and goes on using the old one',
  );
});

test('leaves producers that stay, and other stacks, alone', () => {
  const from = assembly({ network: network('a'), web: web('reads') });
  expect(found(RULE, review(from, assembly({ network: network('a'), web: web('x') }), LABELS))).toEqual([]);
  const elsewhere = (description: string) =>
    assembly({ network: network(description), other: { Topic: resource('AWS::SNS::Topic') } });
  expect(found(RULE, review(elsewhere('a'), elsewhere('b'), LABELS))).toEqual([]);
});
