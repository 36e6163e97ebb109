import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { OriginFacing } from '../../../lib/edge/origin/origin-facing-prefix-lists';
import { testApp } from '../../support/app';

test('knows the prefix list of each Region once', () => {
  const ids = OriginFacing.knownRegions().map((region) => OriginFacing.prefixListId(region));
  expect(ids).toHaveLength(21);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^pl-[0-9a-f]{8}$/.test(id))).toBe(true);
  expect(OriginFacing.prefixListId('us-east-1')).toBe('pl-3b927c52');
  expect(OriginFacing.prefixListId('eu-west-1')).toBe('pl-4fa04526');
});

test('is a peer of one security group rule, with no look-up', () => {
  const app = testApp({ context: { '@aws-cdk/core:validateAgainstDefaultRules': false } });
  const stack = new Stack(app, 'Web', { env: { account: '111122223333', region: 'eu-west-3' } });
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones: ['a'] });
  const group = new ec2.SecurityGroup(stack, 'Group', { vpc });
  group.addIngressRule(OriginFacing.peer(stack), ec2.Port.tcp(80), 'CloudFront');
  Template.fromStack(stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    SourcePrefixListId: 'pl-75b1541c',
    FromPort: 80,
    ToPort: 80,
  });
  expect(app.synth().manifest.missing).toBeUndefined();
});

test('names the way out where a Region is not known', () => {
  expect(() => OriginFacing.prefixListId('mx-central-1')).toThrow(
    new Error(
      'the ID of the managed prefix list com.amazonaws.global.cloudfront.origin-facing in mx-central-1 is not known here: ' +
        "pass it: `originFacingPrefixListId` of the app, or `OriginFacing.peer(scope, 'pl-…')` for a service. " +
        'To find it: aws ec2 describe-managed-prefix-lists --region mx-central-1 ' +
        '--filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing',
    ),
  );
  expect(OriginFacing.prefixListId('mx-central-1', 'pl-0123456789abcdef0')).toBe('pl-0123456789abcdef0');
});

test('names the way out where the stack does not know its Region', () => {
  expect(() => OriginFacing.peer(new Stack(testApp(), 'Web'))).toThrow(
    new Error(
      'the Region of the stack is not known at synth: set `env.region` of the stack, or pass the ID of the managed ' +
        'prefix list com.amazonaws.global.cloudfront.origin-facing in its Region: ' +
        "`originFacingPrefixListId` of the app, or `OriginFacing.peer(scope, 'pl-…')` for a service",
    ),
  );
  expect(OriginFacing.peer(new Stack(testApp(), 'Web'), 'pl-3b927c52').uniqueId).toBe('pl-3b927c52');
});

test('refuses what is not the ID of a prefix list', () => {
  expect(() => OriginFacing.prefixListId('eu-west-1', '10.0.0.0/16')).toThrow(
    new Error('the override is "10.0.0.0/16": give the ID of a prefix list, such as "pl-3b927c52"'),
  );
});
