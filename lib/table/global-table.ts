import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeObjects } from '../internal/acknowledge-objects';
import { makeAlarm } from '../internal/alarm';
import { checkProps } from '../internal/checks/check';
import { checkArguments, checkTypes } from '../internal/checks/types';
import { Protection } from '../protection/protection';
import { Consistency } from './consistency';
import { TABLE_CHECKS } from './global-table-checks';
import { throttlesAlarm } from './table-alarms';
import { TableRegions } from './table-regions';

/** What a `GlobalTable` is made from, whatever its key. */
export interface GlobalTableOptions {
  /**
   * The attribute that orders the items of one partition key. It can never change.
   *
   * @default - one item a partition key
   */
  readonly sortKey?: dynamodb.Attribute;

  /**
   * The attribute with the time, in seconds since 1970, after which DynamoDB deletes an item, within a few days.
   * Another attribute wants two deployments, an hour apart: one without TTL, one with the new attribute.
   *
   * @default - items stay
   */
  readonly ttlAttribute?: string;

  /**
   * The Regions that have the table.
   *
   * @default - the Region of the stack only; replicas may be added later
   */
  readonly regions?: TableRegions;

  /**
   * How replicas agree. Chosen at creation.
   *
   * @default - eventually, and the last writer wins
   */
  readonly consistency?: Consistency;

  /**
   * Other keys to find items by. DynamoDB creates or deletes one index per update: after the first deployment, add them
   * one at a time.
   *
   * @default - none
   */
  readonly globalSecondaryIndexes?: dynamodb.GlobalSecondaryIndexPropsV2[];

  /**
   * The most read request units a second, as a guard against a runaway bill; more are throttled.
   *
   * @default - no limit but the account's
   */
  readonly maxReadRequestUnits?: number;

  /**
   * The most write request units a second, as a guard against a runaway bill; more are throttled.
   *
   * @default - no limit but the account's
   */
  readonly maxWriteRequestUnits?: number;

  /**
   * The key that encrypts the table. A key of yours is wanted in each Region of the table.
   *
   * @default - a key that DynamoDB owns, free of charge
   */
  readonly encryption?: dynamodb.TableEncryptionV2;

  /**
   * How many days back the table can be restored to any second, 1 to 35.
   *
   * @default - 35 days
   */
  readonly recoveryPeriodDays?: number;

  /**
   * Whether CloudWatch shows the most used and most throttled keys. Costs 0.50 $ a month for each of two
   * rules (four with a sort key, and again for every index), and 0.03 per million accesses.
   *
   * @default - not shown
   */
  readonly contributorInsights?: boolean;

  /**
   * Whether the table withstands its deletion. Without protection it is deleted with its stack, and nothing is left.
   *
   * @default - deletion is refused, and the table stays when its stack is deleted
   */
  readonly protection?: Protection;
}

/** Props of a `GlobalTable`. */
export interface GlobalTableProps extends GlobalTableOptions {
  /** The attribute that spreads the items. It can never change. */
  readonly partitionKey: dynamodb.Attribute;
}

/**
 * A DynamoDB table that grows from one Region to many in place: on demand, restorable to any second of the last 35 days,
 * protected against deletion.
 *
 * Its stream is on from the start, as replication wants it and it can only be turned on while the table has one replica.
 * It costs nothing until something reads it.
 *
 * **Cost** (us-east-1): 0.125 $ per million reads, 0.625 per million writes (again in each replica's Region), 0.25 a
 * GB and month, 0.20 a GB and month for point-in-time recovery, 0.20 a month for the alarm.
 * Sources: https://aws.amazon.com/dynamodb/pricing/on-demand/, https://aws.amazon.com/cloudwatch/pricing/
 *
 * **One-way doors**: `partitionKey`, `sortKey`, `consistency`. The resource is `AWS::DynamoDB::GlobalTable` even in one
 * Region, since `AWS::DynamoDB::Table` could not become one without replacement. Per update, DynamoDB takes one replica
 * added or removed, and one index created or deleted.
 *
 * @example
 *
 * declare const task: ecs.TaskDefinition;
 * const sessions = new GlobalTable(this, 'Sessions', {
 *   partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
 *   ttlAttribute: 'expiresAt',
 * });
 * sessions.grantReadWrite(task.taskRole);
 */
export class GlobalTable extends Construct {
  /** The table. */
  public readonly table: dynamodb.TableV2;

  private readonly indexNames: string[];
  private readonly throttles: cloudwatch.Alarm;

  constructor(scope: Construct, id: string, props: GlobalTableProps) {
    super(scope, id);
    checkTypes(this, 'GlobalTable', props);
    const { _replicas: replicas } = props.regions ?? TableRegions.single();
    const { _strong: strong, _witnessRegion: witness } = props.consistency ?? Consistency.eventual();
    const recoveryPeriodDays = props.recoveryPeriodDays ?? 35;
    const indexes = props.globalSecondaryIndexes ?? [];
    const { region } = Stack.of(this);
    const { _offReason: protectionOffReason } = props.protection ?? Protection.on();
    const input = { ...props, region, replicas, strong, witness, recoveryPeriodDays, indexes };
    checkProps(this, 'GlobalTable', input, TABLE_CHECKS);

    const isProtected = protectionOffReason === undefined;
    if (!isProtected) this.node.addMetadata('cdk-scaling-patterns:unprotected', protectionOffReason);
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: props.partitionKey,
      sortKey: props.sortKey,
      timeToLiveAttribute: props.ttlAttribute,
      billing: dynamodb.Billing.onDemand({
        maxReadRequestUnits: props.maxReadRequestUnits,
        maxWriteRequestUnits: props.maxWriteRequestUnits,
      }),
      dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
      encryption: props.encryption ?? dynamodb.TableEncryptionV2.dynamoOwnedKey(),
      globalSecondaryIndexes: [...indexes],
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: recoveryPeriodDays,
      },
      contributorInsightsSpecification: { enabled: props.contributorInsights ?? false },
      deletionProtection: isProtected,
      removalPolicy: isProtected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      replicas: replicas.map((replica) => ({ region: replica })),
      // Left out where it is eventual, which is what DynamoDB takes it for.
      multiRegionConsistency: strong ? dynamodb.MultiRegionConsistency.STRONG : undefined,
      witnessRegion: witness,
    });
    this.indexNames = indexes.map(({ indexName }) => indexName);
    this.throttles = makeAlarm(this, throttlesAlarm('ThrottlesAlarm', this.table.tableName));
  }

  /** The alarm on throttled reads and writes of the table, in the stack's Region. Those of indexes are `watchIndexes`. */
  public get alarms(): cloudwatch.IAlarm[] {
    return [this.throttles];
  }

  /**
   * Makes an alarm on throttled reads and writes of each index, in another stack than the table's: DynamoDB wants a new
   * index to be the only change of the table's stack. A full index throttles the writes of its table.
   *
   * @param scope a construct of the other stack
   * @param id the ID below which the alarms stand
   * @returns the alarms, one for each index
   */
  public watchIndexes(scope: Construct, id: string): cloudwatch.IAlarm[] {
    checkArguments('GlobalTable.watchIndexes', { scope, id });
    const place = new Construct(scope, id);
    return this.indexNames.map((name) =>
      makeAlarm(place, throttlesAlarm(`${name}ThrottlesAlarm`, this.table.tableName, name)),
    );
  }

  /** Adds an index. One per update of a deployed table: DynamoDB creates no second one at the same time. */
  public addGlobalSecondaryIndex(index: dynamodb.GlobalSecondaryIndexPropsV2): void {
    checkArguments('GlobalTable.addGlobalSecondaryIndex', { index });
    this.table.addGlobalSecondaryIndex(index);
    this.indexNames.push(index.indexName);
  }

  /** Lets somebody read items and query indexes. */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    checkArguments('GlobalTable.grantRead', { grantee });
    this.acknowledgeIndexes(grantee);
    return this.table.grantReadData(grantee);
  }

  /** Lets somebody write and delete items. */
  public grantWrite(grantee: iam.IGrantable): iam.Grant {
    checkArguments('GlobalTable.grantWrite', { grantee });
    this.acknowledgeIndexes(grantee);
    return this.table.grantWriteData(grantee);
  }

  /** Lets somebody read, write and delete items. */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    checkArguments('GlobalTable.grantReadWrite', { grantee });
    this.acknowledgeIndexes(grantee);
    return this.table.grantReadWriteData(grantee);
  }

  /** CDK grants the indexes of a table by a wildcard, those to come included. */
  private acknowledgeIndexes(grantee: iam.IGrantable): void {
    acknowledgeObjects(
      grantee,
      `${this.table.tableArn}/index/*`,
      'The grant is on the data of one table, which its indexes show by other keys.',
    );
  }
}
