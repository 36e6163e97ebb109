import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Compute } from '../../../lib/service/tier/compute';
import { DurableBucket } from '../../../lib/storage/durable-bucket';
import { policyFindings } from '../../support/growth';
import { addTier, containers, functions, instances } from './compute-fixture';

const cases: [string, () => Compute][] = [
  ['instances', () => instances()],
  [
    'instances with all that can be asked for',
    () =>
      instances({
        instanceTypes: [new ec2.InstanceType('m7g.large')],
        requestsPerInstancePerMinute: 600,
        warmPool: { minSize: 1, reuseOnScaleIn: true },
        userData: ec2.UserData.forLinux(),
      }),
  ],
  [
    'instances of several types',
    () => instances({ instanceTypes: [new ec2.InstanceType('m7g.large'), new ec2.InstanceType('m6g.large')] }),
  ],
  ['functions', () => functions()],
  [
    'functions that are kept ready',
    () => functions({ provisionedConcurrency: { min: 1, max: 5 }, reservedConcurrency: 9 }),
  ],
  ['a tier between containers and functions', () => functions().movingFrom(containers())],
  ['a tier between instances and containers', () => instances().preparing(containers())],
];

test.each(cases)('nothing is found with %s', (_, compute) => {
  expect(
    policyFindings((stack) => {
      const { tier, vpc } = addTier(stack, compute());
      const database = new ec2.SecurityGroup(stack, 'Database', {
        vpc,
        description: 'Database',
        allowAllOutbound: false,
      });
      tier.connections.allowTo(database, ec2.Port.tcp(5432), 'Web tier to database');
      new DurableBucket(stack, 'Uploads').grantReadWrite(tier);
    }),
  ).toEqual([]);
});
