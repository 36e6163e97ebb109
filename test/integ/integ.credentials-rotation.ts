import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { DatabaseEngine } from '../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { CredentialsRotation } from '../../lib/database/shared/credentials-rotation';
import { NatGateways } from '../../lib/network/nat-gateways';
import { Protection } from '../../lib/protection/protection';
import { integApp } from './support/app';
import { testNetwork } from './support/network';

// The password of both engines changes at a rotation. The last step of one logs in with the new password, over TLS and
// from within the VPC, so that a secret which becomes current is one that works.
const { stack: makeStack, test } = integApp('credentials-rotation');
const stack = makeStack('integ-credentials-rotation');
const network = testNetwork(stack, NatGateways.one());
const databases = [
  ['Postgres', DatabaseEngine.postgres()],
  ['Mysql', DatabaseEngine.mysql()],
].map(
  ([id, engine]) =>
    new ReplicatedDatabase(stack, id as string, {
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
      engine: engine as DatabaseEngine,
      instanceType: new ec2.InstanceType('t4g.micro'),
      rotation: CredentialsRotation.every(Duration.days(30), { subnets: network.privateSubnets }),
      protection: Protection.off({ reason: 'a test, which goes with its stack' }),
    }),
);
// The functions that rotate are assets.
const checks = test([stack], { updateWorkflow: false });

for (const { secret } of databases) {
  const SecretId = secret.secretArn;
  const rotation = checks.call('SecretsManager', 'rotateSecret', { SecretId }, { allow: ['lambda:InvokeFunction'] });
  checks.holds(
    'SecretsManager',
    'describeSecret',
    { SecretId },
    { RotationEnabled: true, LastRotatedDate: /^20/ },
    { within: Duration.minutes(10) },
  );
  // By its version: Secrets Manager finds none of this stage until the rotation has gone all the way.
  checks.holds(
    'SecretsManager',
    'getSecretValue',
    { SecretId, VersionId: rotation.getAttString('VersionId'), VersionStage: 'AWSCURRENT' },
    { ARN: SecretId },
    { within: Duration.minutes(10) },
  );
}
