import { App, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';

export interface Variant {
  readonly tableKey?: string;
  readonly bucket?: 'data' | 'other' | 'renamed';
  readonly type?: string;
  readonly database?: Partial<rds.CfnDBInstanceProps>;
  readonly groupName?: string;
  readonly nestedName?: string;
  readonly queue?: boolean;
  readonly spelling?: boolean;
}

/** An app as its owners write it, in several states. */
export function shop(variant: Variant = {}) {
  return (app: App) => {
    const data = new Stack(app, 'Data', { stackName: 'shop-data' });
    const other = new Stack(app, 'Other', { stackName: 'shop-other' });
    new dynamodb.TableV2(data, 'Orders', {
      partitionKey: { name: variant.tableKey ?? 'id', type: dynamodb.AttributeType.STRING },
    });
    const { bucket = 'data' } = variant;
    new s3.Bucket(bucket === 'other' ? other : data, bucket === 'renamed' ? 'Files' : 'Uploads');
    const vpc = new ec2.CfnVPC(data, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    const group = new rds.CfnDBSubnetGroup(data, 'Group', {
      dbSubnetGroupName: variant.groupName,
      dbSubnetGroupDescription: 'the database',
      subnetIds: ['a', 'b'].map(
        (zone, i) =>
          new ec2.CfnSubnet(data, `Subnet${i}`, {
            vpcId: vpc.ref,
            cidrBlock: `10.0.${i}.0/24`,
            availabilityZone: `eu-west-1${zone}`,
          }).ref,
      ),
    });
    const database = new rds.CfnDBInstance(data, 'Database', {
      engine: 'postgres',
      dbName: 'shop',
      dbInstanceClass: 'db.t4g.micro',
      allocatedStorage: '20',
      storageEncrypted: true,
      deletionProtection: true,
      backupRetentionPeriod: 7,
      dbSubnetGroupName: group.ref,
      ...variant.database,
    });
    if (variant.type !== undefined) database.addOverride('Type', variant.type);
    if (variant.spelling) database.addPropertyOverride('StorageEncrypted', 'true');
    const nested = new NestedStack(data, 'Archive');
    new s3.Bucket(nested, 'Old', { bucketName: variant.nestedName, removalPolicy: RemovalPolicy.RETAIN });
    new sqs.Queue(variant.queue ? data : other, 'Work');
  };
}
