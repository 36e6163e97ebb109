import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';
import { AuroraDatabase } from '../aurora/aurora-database';
import { IReplicatedDatabase } from '../rds/i-replicated-database';
import { ReplicatedDatabase } from '../rds/replicated-database';

/** What a proxy has to know of the database it fronts. */
export interface ProxiedDatabase {
  readonly securityGroup: ec2.SecurityGroup;
  readonly masterUsername: string;
  readonly hasReaders: boolean;
  readonly clientPasswordType: rds.ClientPasswordAuthType;
  /** The engine and its version, for messages. */
  readonly engineName: string;
  readonly version: string;
  /** Whether RDS Proxy is known to take that version, and which it is known to take. */
  readonly isVersionTaken: boolean;
  readonly versionsTaken: string;
  readonly enginePort: number;
  readonly pinningFilters: boolean;
  /** Whether the database would pause while nobody is there. */
  readonly pauses: boolean;
  /** Whether the password of the secret is not that of the database yet. */
  readonly isReplicaOfInstance: boolean;
  /** The target without its security group: the L2 would let the proxy in by a rule of the database's stack. */
  target(scope: Construct, id: string): rds.ProxyTarget;
}

/** `undefined` for what no proxy can front, such as another proxy. */
export function proxiedDatabase(database: IReplicatedDatabase): ProxiedDatabase | undefined {
  if (database instanceof ReplicatedDatabase) return ofInstance(database);
  if (database instanceof AuroraDatabase) return ofCluster(database);
  return undefined;
}

function ofInstance(database: ReplicatedDatabase): ProxiedDatabase {
  const { engine, instance, port, securityGroup, masterUsername } = database;
  const { name, proxyVersions, proxyPinningFilters, clientPasswordType } = engine._traits;
  return {
    securityGroup,
    masterUsername,
    hasReaders: database.replicas.length > 0,
    clientPasswordType,
    engineName: name,
    version: engine._majorVersion,
    isVersionTaken: proxyVersions.includes(engine._majorVersion),
    versionsTaken: `${name} ${proxyVersions.join(', ')}`,
    enginePort: engine._traits.port,
    pinningFilters: proxyPinningFilters,
    pauses: false,
    isReplicaOfInstance: false,
    target: (scope, id) =>
      rds.ProxyTarget.fromInstance(
        rds.DatabaseInstance.fromDatabaseInstanceAttributes(scope, id, {
          instanceIdentifier: instance.instanceIdentifier,
          instanceEndpointAddress: instance.dbInstanceEndpointAddress,
          port,
          securityGroups: [],
          engine: engine._engine,
        }),
      ),
  };
}

function ofCluster(database: AuroraDatabase): ProxiedDatabase {
  const { engine, cluster, port, securityGroup, masterUsername } = database;
  const { name, proxy } = engine._traits;
  return {
    securityGroup,
    masterUsername,
    hasReaders: database.replicas.length > 0,
    clientPasswordType: proxy.clientPasswordType,
    engineName: `Aurora ${name}`,
    version: engine._fullVersion,
    isVersionTaken: proxy.takes(engine._fullVersion, engine._majorVersion),
    versionsTaken: `Aurora ${name} ${proxy.versions}`,
    enginePort: engine._traits.port,
    pinningFilters: proxy.pinningFilters,
    pauses: database._pauses,
    isReplicaOfInstance: database._isReplicaOfInstance,
    target: (scope, id) =>
      rds.ProxyTarget.fromCluster(
        rds.DatabaseCluster.fromDatabaseClusterAttributes(scope, id, {
          clusterIdentifier: cluster.clusterIdentifier,
          port,
          securityGroups: [],
          engine: engine._engine,
        }),
      ),
  };
}
