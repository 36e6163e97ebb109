import { Construct } from 'constructs';
import { DatabaseProxy } from '../../lib/database/proxy/database-proxy';
import { DatabaseProxyOptions } from '../../lib/database/proxy/database-proxy-props';
import { ReplicatedDatabase } from '../../lib/database/rds/replicated-database';
import { INetwork } from '../../lib/network/i-network';
import { AppStack, AppStackProps } from './base';

export interface ProxyStackProps extends AppStackProps {
  readonly network: INetwork;
  readonly options?: DatabaseProxyOptions;
  readonly database: ReplicatedDatabase;
}

/** A stack of its own: a proxy that cannot be made undoes no change of the database. */
export class ProxyStack extends AppStack {
  public readonly proxy: DatabaseProxy;

  constructor(scope: Construct, props: ProxyStackProps) {
    super(scope, { id: 'Proxy', part: 'proxy', holds: 'connection pool of the database' }, props);
    const { database, network } = props;
    this.proxy = new DatabaseProxy(this, 'Proxy', {
      ...props.options,
      database,
      vpc: network.vpc,
      vpcSubnets: network.allIsolatedSubnets,
    });
  }
}
