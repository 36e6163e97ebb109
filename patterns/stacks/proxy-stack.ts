import { Construct } from 'constructs';
import { DatabaseProxy } from '../../lib/database/proxy/database-proxy';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { Network } from '../../lib/network/network';
import { AppStack, AppStackProps } from './base';

export interface ProxyStackProps extends AppStackProps {
  readonly network: Network;
  readonly database: ReplicatedDatabase;
}

/** A stack of its own: a proxy that cannot be made undoes no change of the database. */
export class ProxyStack extends AppStack {
  public readonly proxy: DatabaseProxy;

  constructor(scope: Construct, props: ProxyStackProps) {
    super(scope, { id: 'Proxy', part: 'proxy', holds: 'connection pool of the database' }, props);
    const { database, network } = props;
    this.proxy = new DatabaseProxy(this, 'Proxy', {
      database,
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
    });
  }
}
