import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { DatabaseProxy } from '../../../lib/database/proxy/database-proxy';
import { DatabaseProxyProps } from '../../../lib/database/proxy/database-proxy-props';
import { IReplicatedDatabase } from '../../../lib/database/rds/i-replicated-database';
import { addDatabase, ENV, quickApp, TestProps, testVpc } from '../support';

export type ProxyTestProps = Partial<Omit<DatabaseProxyProps, 'database' | 'vpc'>>;

export function buildProxy(scope: Construct, database: IReplicatedDatabase, props: ProxyTestProps = {}): DatabaseProxy {
  return new DatabaseProxy(scope, 'Proxy', {
    database,
    vpc: testVpc(scope),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    ...props,
  });
}

/** A proxy in a stack of its own, as it is meant to be. */
export function addProxy(app: App, props: ProxyTestProps = {}, databaseProps: TestProps = {}): DatabaseProxy {
  return buildProxy(new Stack(app, 'proxy', { env: ENV }), addDatabase(app, databaseProps), props);
}

export function synthProxy(props: ProxyTestProps = {}, databaseProps: TestProps = {}): Template {
  return Template.fromStack(Stack.of(addProxy(quickApp(), props, databaseProps)));
}
