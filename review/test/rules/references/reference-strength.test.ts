import { resource, reviewStack } from '../../support';
import { found, only } from '../support';

const RULE = 'reference-strength';
const STRONG = { 'Fn::ImportValue': 'network:Vpc' };
const WEAK = { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'Vpc' } };
const targets = (VpcId: unknown) => ({ Web: resource('AWS::ElasticLoadBalancingV2::TargetGroup', { VpcId }) });
const parameter = (Value: unknown) => ({ Vpc: resource('AWS::SSM::Parameter', { Value }) });

test('flags a weaker reference in a property that replaces', () => {
  expect(only(RULE, reviewStack(targets(STRONG), targets(WEAK)))).toEqual({
    severity: 'hazard',
    stack: 'app',
    logicalId: 'Web',
    message:
      'AWS::ElasticLoadBalancingV2::TargetGroup Web changes the strength of the reference in VpcId (Fn::ImportValue → Fn::GetStackOutput): the value is known only while the change set runs, so CloudFormation plans a replacement although it is the same',
  });
});

test('is careful where the property changes in place', () => {
  expect(only(RULE, reviewStack(parameter(WEAK), parameter(STRONG)))).toEqual({
    severity: 'caution',
    stack: 'app',
    logicalId: 'Vpc',
    message:
      'AWS::SSM::Parameter Vpc changes the strength of the reference in Value (Fn::GetStackOutput → Fn::ImportValue): the value is known only while the change set runs',
  });
});

test('leaves another value of the same strength alone', () => {
  const other = { 'Fn::GetStackOutput': { StackName: 'network', OutputName: 'Other' } };
  expect(found(RULE, reviewStack(parameter(WEAK), parameter(other)))).toEqual([]);
});
