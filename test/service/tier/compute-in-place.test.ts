import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { FunctionsOptions } from '../../../lib/service/functions/functions-options';
import { InstancesOptions } from '../../../lib/service/instances/instances-options';
import { Compute } from '../../../lib/service/tier/compute';
import { growthFaults } from '../../support/growth';
import { buildTier, functions, instances } from './compute-fixture';

type Json = Record<string, never>;
const synth = (compute: Compute) => buildTier(compute).template.toJSON() as Json;

const ofInstances: [string, Partial<InstancesOptions>][] = [
  ['another image', { machineImage: ec2.MachineImage.resolveSsmParameterAtLaunch('/shop/next-image-id') }],
  ['more instances', { minInstances: 4, maxInstances: 20 }],
  ['larger instances', { instanceTypes: [new ec2.InstanceType('m7g.large')], volumeGiB: 30 }],
  ['several types', { instanceTypes: [new ec2.InstanceType('m7g.large'), new ec2.InstanceType('m6g.large')] }],
  ['x86', { instanceTypes: [new ec2.InstanceType('m7i.large')] }],
  ['a script', { userData: ec2.UserData.forLinux() }],
  ['a warm pool', { warmPool: { minSize: 2 } }],
  ['scaling by requests', { requestsPerInstancePerMinute: 500, cpuPercent: 50 }],
  [
    'another way to replace',
    { refresh: { minHealthyPercent: 50, maxHealthyPercent: 150, bakeTime: Duration.minutes(5) } },
  ],
  ['a longer start', { startTimeout: Duration.minutes(30), maxInstanceLifetime: Duration.days(7) }],
];

const small = synth(instances());
test.each(ofInstances)('instances: %s changes in place, and back', (_, more) => {
  const other = synth(instances(more));
  expect(growthFaults(small, other)).toEqual([]);
  const added = /WarmPool|ScalingPolicy/;
  expect(growthFaults(other, small).filter((fault) => !added.test(fault))).toEqual([]);
});

test('instances: another port replaces the target group, which is why it is final', () => {
  const faults = growthFaults(small, synth(instances({ port: 9090 })));
  expect(faults.join('\n')).toMatch(/TargetGroup\) WILL_REPLACE: Port/);
});

const ofFunctions: [string, Partial<FunctionsOptions>][] = [
  ['other code', { code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 204 });') }],
  ['more memory', { memoryMiB: 2048, timeout: Duration.seconds(10) }],
  ['x86', { architecture: lambda.Architecture.X86_64 }],
  ['reserved', { reservedConcurrency: 20 }],
  ['kept ready', { provisionedConcurrency: { min: 2, max: 9 } }],
];

const first = synth(functions());
test.each(ofFunctions)('functions: %s is a new version behind the same alias', (_, more) => {
  const other = synth(functions(more));
  const rest = (faults: string[]) =>
    faults.filter((fault) => !/Lambda::Version\) WILL_DESTROY|ApplicationAutoScaling/.test(fault));
  expect(rest(growthFaults(first, other))).toEqual([]);
  expect(rest(growthFaults(other, first))).toEqual([]);
});
