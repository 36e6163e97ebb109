import { App, Fn, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { FlowLogs } from '../../lib/network/flow-logs';
import { Network } from '../../lib/network/network';
import { NetworkProps } from '../../lib/network/network-props';
import { regionsWithRange } from '../../lib/network/ranges';
import { regionsWithZones } from '../../lib/network/zone-ids';

const make = (props: NetworkProps, region: string | undefined = 'us-east-1') =>
  new Network(new Stack(new App(), 'Stack', { env: { region } }), 'Network', props);
const makeAnywhere = (props: NetworkProps) => new Network(new Stack(new App(), 'Stack'), 'Network', props);
const message = (...failures: string[]) =>
  new Error(`Network at 'Stack/Network':\n${failures.map((failure) => `  - ${failure}`).join('\n')}`);

const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];
const COUNT =
  'give three zone IDs, or two where the Region has no third; a load balancer and a Multi-AZ database want two';

test.each<[string, NetworkProps, string]>([
  ['one zone ID', { zoneIds: ['use1-az1'] }, `zoneIds is ["use1-az1"]: ${COUNT}`],
  ['no zone ID', { zoneIds: [] }, `zoneIds is []: ${COUNT}`],
  [
    'four zone IDs',
    { zoneIds: [...ZONES, 'use1-az5'] },
    `zoneIds is ["use1-az1","use1-az2","use1-az4","use1-az5"]: ${COUNT}`,
  ],
  [
    'a zone name',
    { zoneIds: ['us-east-1a', 'use1-az2', 'use1-az4'] },
    'zoneIds is ["us-east-1a","use1-az2","use1-az4"]: us-east-1a is no zone ID: give IDs such as use1-az2, not names such as us-east-1a, which mean another place in each account',
  ],
  [
    'a zone twice',
    { zoneIds: ['use1-az1', 'use1-az1', 'use1-az4'] },
    'zoneIds is ["use1-az1","use1-az1","use1-az4"]: give each zone once',
  ],
  [
    'a zone of another Region',
    { zoneIds: ['euw1-az1', 'use1-az2', 'use1-az4'] },
    'zoneIds is ["euw1-az1","use1-az2","use1-az4"]: euw1-az1 is not in us-east-1, whose zone IDs start with use1-',
  ],
  [
    'one zone in use',
    { zonesInUse: 1 },
    'zonesInUse is 1: give 2 or 3; one zone is not enough, since a load balancer wants subnets in two',
  ],
  [
    'four zones in use',
    { zonesInUse: 4 },
    'zonesInUse is 4: give 2 or 3; one zone is not enough, since a load balancer wants subnets in two',
  ],
  [
    'a fraction of zones in use',
    { zonesInUse: 2.5 },
    'zonesInUse is 2.5: give 2 or 3; one zone is not enough, since a load balancer wants subnets in two',
  ],
  [
    'three of two zones in use',
    { zonesInUse: 3, zoneIds: ['use1-az1', 'use1-az2'] },
    'zonesInUse > zoneIds is [3,["use1-az1","use1-az2"]]: stay at 2 zones, or append the ID of a third one (which creates its subnets and changes no other)',
  ],
  [
    'a snapshot',
    { removalPolicy: RemovalPolicy.SNAPSHOT },
    'removalPolicy is "snapshot": there are no snapshots of a network: keep it (RETAIN) or delete it (DESTROY)',
  ],
  ['a range that is none', { cidr: '10.32.0.0' }, 'cidr is "10.32.0.0": give an IPv4 range such as 10.32.0.0/16'],
  [
    'too large a range',
    { cidr: '10.0.0.0/8' },
    'cidr is "10.0.0.0/8": give a range between /16 (the largest that a VPC takes) and /20 (the smallest whose subnets hold load balancers), /16 if you can: its subnets cannot grow later',
  ],
  [
    'too small a range',
    { cidr: '10.0.0.0/21' },
    'cidr is "10.0.0.0/21": give a range between /16 (the largest that a VPC takes) and /20 (the smallest whose subnets hold load balancers), /16 if you can: its subnets cannot grow later',
  ],
  [
    'a range with host bits',
    { cidr: '10.32.7.0/16' },
    'cidr is "10.32.7.0/16": the address has bits beyond its prefix: write 10.32.0.0/16',
  ],
  [
    'flow logs off for no reason',
    { flowLogs: FlowLogs.off('because') },
    'flowLogs is "because": FlowLogs.off() wants the reason why nothing needs to be recorded, in words that a reviewer can judge',
  ],
])('%s', (_, props, failure) => {
  expect(() => make(props)).toThrow(message(failure));
});

test('a Region with two usable zones is refused where three are wanted, and serves two', () => {
  expect(() => make({ zonesInUse: 3 }, 'us-west-1')).toThrow(
    message(
      'zonesInUse > zoneIds is [3,["usw1-az1","usw1-az3"]]: us-west-1 has only two zones that CloudFront VPC origins, Fargate and RDS Proxy all serve: stay at 2 zones, or start in another Region',
    ),
  );
  expect(make({ zonesInUse: 2 }, 'us-west-1').zoneIds).toEqual(['usw1-az1', 'usw1-az3']);
});

test('a Region that the tables do not know wants zones and a range', () => {
  expect(() => make({}, 'xx-nowhere-1')).toThrow(
    message(
      `zoneIds is undefined: there are no default zones for xx-nowhere-1: pass three of its zone IDs (\`aws ec2 describe-availability-zones --region xx-nowhere-1\` lists them). Regions with defaults: ${regionsWithZones().join(', ')}`,
      `cidr is undefined: there is no default range for xx-nowhere-1: pass one that no other VPC of yours has, such as 10.200.0.0/16. Regions with defaults: ${regionsWithRange().join(', ')}`,
    ),
  );
  const given = { zoneIds: ['xxn1-az1', 'xxn1-az2', 'xxn1-az3'], cidr: '10.200.0.0/16' };
  expect(make(given, 'xx-nowhere-1').cidr).toBe('10.200.0.0/16');
});

test('a stack without a Region wants zones and a range', () => {
  expect(() => makeAnywhere({})).toThrow(
    message(
      "zoneIds is undefined: the stack's Region is not known at synth, so its zones are not either: give the stack an env with a Region, or pass three zone IDs (such as use1-az2; `aws ec2 describe-availability-zones` lists them)",
      "cidr is undefined: the stack's Region is not known at synth, and each Region has a range of its own: give the stack an env with a Region, or pass a range such as 10.200.0.0/16",
    ),
  );
  expect(makeAnywhere({ zoneIds: ZONES, cidr: '10.200.0.0/16' }).zoneIds).toEqual(ZONES);
});

test('every failure is reported at once', () => {
  expect(() => make({ zonesInUse: 0, cidr: 'x' })).toThrow(/zonesInUse is 0[^]*cidr is "x"/);
});

test.each<[string, NetworkProps]>([
  ['cidr', { cidr: Fn.importValue('range') }],
  ['zoneIds', { zoneIds: Fn.split(',', Fn.importValue('zones')) }],
  ['zonesInUse', { zonesInUse: Lazy.number({ produce: () => 2 }) }],
])('%s cannot be a token', (prop, props) => {
  expect(() => make(props)).toThrow(
    message(
      `${prop} is "<token>": subnets are cut at synth: give a literal value, not one that only the deployment knows`,
    ),
  );
});

test('single zone IDs may be tokens', () => {
  const zoneIds = [Fn.importValue('a'), Fn.importValue('b'), Fn.importValue('c')];
  expect(make({ zoneIds }).zoneIds).toEqual(zoneIds);
});
