import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { DatabaseEngine } from '../../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../../lib/database/rds/replicated-database';
import { CredentialsRotation } from '../../../lib/database/shared/credentials-rotation';
import { FrontDoor } from '../../../lib/edge/front-door/front-door';
import { PrivateOrigin } from '../../../lib/edge/origin/private-origin';
import { SteadyState } from '../../../lib/monitoring/steady-state';
import { SteadyStateLevel } from '../../../lib/monitoring/steady-state-level';
import { Compute } from '../../../lib/service/tier/compute';
import { Template } from '../../../review/model';
import { readAssembly } from '../../../review/read/assembly';
import { review } from '../../../review/review';
import { testApp } from '../../support/app';
import { inZones } from '../fixture';
import { addTier, KindName, KINDS, NAMES } from './compute-fixture';

const ENV = { account: '111111111111', region: 'us-east-1' };

/** The whole way from the user to the data, with one compute in the middle, in stacks of their own. */
function assemblyOf(compute: Compute) {
  const app: App = testApp({ builtinCloudFormationValidation: false });
  const web = new Stack(app, 'Web', { env: ENV });
  const { tier, vpc } = addTier(web, compute);
  const origin = new PrivateOrigin(web, 'Origin', { loadBalancer: tier.loadBalancer, originName: 'shop' });

  const data = new Stack(app, 'Data', { env: ENV });
  const dataVpc = ec2.Vpc.fromVpcAttributes(data, 'Vpc', {
    vpcId: vpc.vpcId,
    availabilityZones: vpc.availabilityZones,
    isolatedSubnetIds: vpc.isolatedSubnets.map(({ subnetId }) => subnetId),
  });
  const database = new ReplicatedDatabase(data, 'Database', {
    vpc: dataVpc,
    vpcSubnets: inZones(dataVpc, 'isolated', 3),
    engine: DatabaseEngine.postgres(),
    rotation: CredentialsRotation.off('an example'),
  });
  database.grantConnect(tier, tier);

  const frontDoor = new FrontDoor(new Stack(app, 'Edge', { env: ENV }), 'FrontDoor', { origin });
  new SteadyState(new Stack(app, 'Ops', { env: ENV }), 'SteadyState', {
    level: SteadyStateLevel.full(),
    loadBalancer: tier.loadBalancer,
    targetGroups: tier.targetGroups,
    service: tier.service,
    autoScalingGroup: tier.autoScalingGroup,
    function: tier.functionAlias,
    minTasks: tier.minHosts,
    distribution: frontDoor.distribution,
    database,
    emails: ['oncall@example.com'],
  });
  return readAssembly(app.synth().directory);
}

type Assembly = ReturnType<typeof assemblyOf>;
const known = new Map<string, Assembly>();
const of = (name: string, make: () => Compute): Assembly => {
  const found = known.get(name) ?? assemblyOf(make());
  known.set(name, found);
  return found;
};
const alone = (kind: KindName) => of(kind, () => KINDS[kind]());
const preparing = (from: KindName, to: KindName) =>
  of(`${from}, preparing ${to}`, () => KINDS[from]().preparing(KINDS[to]()));
const moving = (from: KindName, to: KindName) =>
  of(`${to}, moving from ${from}`, () => KINDS[to]().movingFrom(KINDS[from]()));

const pairs = NAMES.flatMap((from) => NAMES.filter((to) => to !== from).map((to) => [from, to] as const));
const templateOf = (assembly: Assembly, stack: string): Template =>
  assembly.stacks.find(({ name }) => name === stack)!.template;

/** What users come through, and what they came for. */
const STAYS =
  /^AWS::(ElasticLoadBalancingV2::(LoadBalancer|Listener)|CloudFront::\w+|RDS::\w+|SecretsManager::Secret|KMS::Key|S3::Bucket|EC2::VPC|SNS::Topic)$/;

function staying(assembly: Assembly): string[] {
  return assembly.stacks
    .flatMap(({ name, template }) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => STAYS.test(Type))
        .map(([id, { Type }]) => `${name} ${id} ${Type}`),
    )
    .sort();
}

const hazards = (from: Assembly, to: Assembly) =>
  review(from, to, { from: 'before', to: 'after' }).findings.filter(({ severity }) => severity === 'hazard');

describe.each(pairs)('from %s to %s', (from, to) => {
  const steps = () => [alone(from), preparing(from, to), moving(from, to), alone(to)];

  test('the way to the app and its data stay as they are, byte for byte', () => {
    const [first, ...others] = steps();
    expect(staying(first!).length).toBeGreaterThan(10);
    for (const other of others) {
      expect(staying(other)).toEqual(staying(first!));
      for (const line of staying(first!)) {
        const [stack, id] = line.split(' ');
        const text = (assembly: Assembly) => templateOf(assembly, stack!).Resources[id!]!.Properties;
        expect(text(other)).toEqual(text(first!));
      }
    }
  });

  test('no step is a hazard, forward or back, nor is the switch at once', () => {
    const all = steps();
    for (let i = 1; i < all.length; i += 1) {
      expect(hazards(all[i - 1]!, all[i]!)).toEqual([]);
      expect(hazards(all[i]!, all[i - 1]!)).toEqual([]);
    }
    expect(hazards(alone(from), alone(to))).toEqual([]);
  });

  test('only compute is removed, and nothing is replaced', () => {
    const { stacks } = review(alone(from), alone(to), { from, to });
    const touched = stacks.flatMap(({ name, changes }) => changes.map((change) => ({ name, ...change })));
    expect(touched.filter(({ action }) => action === 'replace')).toEqual([]);
    // The review takes the security group of what goes and that of what comes for one that moves.
    const moved = touched.filter(({ action }) => action === 'move').map(({ type }) => type);
    expect(moved.filter((type) => type !== 'AWS::EC2::SecurityGroup')).toEqual([]);
    expect(touched.filter(({ durability }) => durability !== 'stateless')).toEqual([]);
    const gone = touched.filter(({ action }) => action === 'destroy' || action === 'orphan');
    expect(gone.length).toBeGreaterThan(0);
    expect([...new Set(gone.map(({ name }) => name))].sort()).toEqual(expect.not.arrayContaining(['Edge']));
  });
});
