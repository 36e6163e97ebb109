import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { DatabaseProxy } from '../../lib/database/proxy/database-proxy';
import { DatabaseEngine } from '../../lib/database/rds/database-engine';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { CredentialsRotation } from '../../lib/database/shared/credentials-rotation';
import { Protection } from '../../lib/protection/protection';
import { integApp } from './support/app';
import { testNetwork } from './support/network';
import { staysTheSame } from './support/stays';

// A proxy in a stack of its own logs in to the database of another, which is what makes its target available.
const { stack: makeStack, test } = integApp('database-proxy');
const data = makeStack('integ-database-proxy-data');
const stack = makeStack('integ-database-proxy');
const network = testNetwork(data);
const subnets = { vpc: network.vpc, vpcSubnets: network.allIsolatedSubnets };
const proxies = [
  ['Postgres', DatabaseEngine.postgres()],
  ['Mysql', DatabaseEngine.mysql()],
].map(([id, engine]) => {
  const database = new ReplicatedDatabase(data, id as string, {
    ...subnets,
    engine: engine as DatabaseEngine,
    instanceType: new ec2.InstanceType('t4g.micro'),
    rotation: CredentialsRotation.off('a test of an hour'),
    protection: Protection.off({ reason: 'a test, which goes with its stack' }),
  });
  staysTheSame(data, id as string, (database.instance.node.defaultChild as rds.CfnDBInstance).attrDbiResourceId);
  const proxy = new DatabaseProxy(stack, `${id as string}Proxy`, { ...subnets, database });
  staysTheSame(stack, `${id as string}Proxy`, proxy.proxy.dbProxyArn);
  return proxy;
});
const checks = test([data, stack]);

for (const { proxyName } of proxies) {
  checks.holds(
    'RDS',
    'describeDBProxyTargets',
    { DBProxyName: proxyName },
    { 'Targets.0.TargetHealth.State': 'AVAILABLE', 'Targets.0.Role': 'READ_WRITE' },
    { within: Duration.minutes(20) },
  );
  checks.holds(
    'RDS',
    'describeDBProxies',
    { DBProxyName: proxyName },
    { 'DBProxies.0.Status': 'available', 'DBProxies.0.RequireTLS': true },
  );
}
