import { App, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ENV, NaiveApp, withZones } from './naive-app';

interface VpcOptions extends ec2.VpcProps {
  readonly also?: (stack: Stack, vpc: ec2.Vpc) => void;
}

const network =
  ({ also, ...props }: VpcOptions) =>
  (app: App): void => {
    withZones(app);
    const stack = new Stack(app, 'Acme', { env: ENV });
    const vpc = new ec2.Vpc(stack, 'Vpc', props);
    also?.(stack, vpc);
  };

const group = (description: string, name?: string, port = 80) =>
  network({
    also: (stack, vpc) => {
      const sg = new ec2.SecurityGroup(stack, 'Web', { vpc, description, securityGroupName: name });
      sg.addIngressRule(ec2.Peer.ipv4('10.0.0.0/16'), ec2.Port.tcp(port));
    },
  });

/** A subnet by hand, in a zone by its ID. */
const subnet = (mapPublicIpOnLaunch: boolean) => (app: App) => {
  const stack = new Stack(app, 'Acme');
  const vpc = new ec2.CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
  new ec2.CfnSubnet(stack, 'Public1', {
    vpcId: vpc.ref,
    cidrBlock: '10.0.0.0/20',
    availabilityZoneId: 'use1-az1',
    mapPublicIpOnLaunch,
  });
};

const proxy = (zones: string[], idle: number) =>
  network({
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    also: (stack, vpc) => {
      const database = new rds.DatabaseInstance(stack, 'Database', {
        vpc,
        engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_16 }),
        storageEncrypted: true,
      });
      new rds.DatabaseProxy(stack, 'Proxy', {
        proxyTarget: rds.ProxyTarget.fromInstance(database),
        secrets: [database.secret!],
        vpc,
        vpcSubnets: { availabilityZones: zones, subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        dbProxyName: 'acme',
        maxIdleConnectionsPercent: idle,
      });
    },
  });

const serverlessCache = (zones: string[], gigabytes: number) =>
  network({
    availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
    also: (stack, vpc) => {
      new elasticache.CfnServerlessCache(stack, 'Cache', {
        engine: 'valkey',
        serverlessCacheName: 'sessions',
        subnetIds: vpc.selectSubnets({ availabilityZones: zones, subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS })
          .subnetIds,
        cacheUsageLimits: { dataStorage: { maximum: gigabytes, unit: 'GB' } },
      });
    },
  });

const TWO = ['us-east-1a', 'us-east-1b'];
const THREE = [...TWO, 'us-east-1c'];

export const NETWORK_APPS: readonly NaiveApp[] = [
  {
    door: 'VPC zones: maxAzs 2, then 3',
    naive: {
      before: network({ maxAzs: 2 }),
      after: network({ maxAzs: 3 }),
      expect: {
        rule: 'subnet-overlap',
        severity: 'hazard',
        stack: 'Acme',
        logicalId: 'VpcPublicSubnet1Subnet5C2D37C4',
      },
      outcome: 'fails',
    },
    safe: { before: network({ maxAzs: 3, natGateways: 1 }), after: network({ maxAzs: 3, natGateways: 3 }) },
  },
  {
    door: 'zones: by name, then other names',
    naive: {
      before: network({ availabilityZones: ['us-east-1a', 'us-east-1b'] }),
      after: network({ availabilityZones: ['us-east-1a', 'us-east-1d'] }),
      expect: {
        rule: 'subnet-overlap',
        severity: 'hazard',
        stack: 'Acme',
        logicalId: 'VpcPublicSubnet2Subnet691E08A3',
      },
      outcome: 'fails',
    },
    safe: { before: subnet(false), after: subnet(true) },
  },
  {
    door: 'VPC range: 10.0.0.0/16, then one that can be peered',
    naive: {
      before: network({ maxAzs: 2 }),
      after: network({ maxAzs: 2, ipAddresses: ec2.IpAddresses.cidr('10.16.0.0/16') }),
      expect: { rule: 'in-service-replaced', severity: 'hazard', stack: 'Acme', logicalId: 'Vpc8378EB38' },
      // The new NAT gateways meet the old ones, which still have the addresses.
      outcome: 'fails',
    },
    safe: {
      before: network({ maxAzs: 3, ipAddresses: ec2.IpAddresses.cidr('10.16.0.0/16') }),
      after: network({
        maxAzs: 3,
        ipAddresses: ec2.IpAddresses.cidr('10.16.0.0/16'),
        also: (stack, vpc) => {
          new ec2.CfnVPCPeeringConnection(stack, 'Peering', { vpcId: vpc.vpcId, peerVpcId: 'vpc-0123456789abcdef0' });
        },
      }),
    },
  },
  {
    door: 'security group: fixed name, description with the stage in it',
    naive: {
      before: group('web tier for 1 user', 'acme-web'),
      after: group('web tier for 100 users', 'acme-web'),
      expect: { rule: 'fixed-name-collision', severity: 'hazard', stack: 'Acme', logicalId: 'Web3C8945DB' },
      outcome: 'fails',
    },
    safe: { before: group('Web tier'), after: group('Web tier', undefined, 8080) },
  },
  {
    door: 'proxy: the subnets of the day under a fixed name',
    naive: {
      before: proxy(TWO, 50),
      after: proxy(THREE, 50),
      expect: { rule: 'fixed-name-collision', severity: 'hazard', stack: 'Acme', logicalId: 'ProxyCB0DFB71' },
      outcome: 'fails',
    },
    safe: { before: proxy(THREE, 50), after: proxy(THREE, 25) },
  },
  {
    door: 'serverless cache: the subnets of the day under a fixed name',
    naive: {
      before: serverlessCache(TWO, 5),
      after: serverlessCache(THREE, 5),
      expect: { rule: 'fixed-name-collision', severity: 'hazard', stack: 'Acme', logicalId: 'Cache' },
      outcome: 'fails',
    },
    safe: { before: serverlessCache(THREE, 5), after: serverlessCache(THREE, 10) },
  },
];
