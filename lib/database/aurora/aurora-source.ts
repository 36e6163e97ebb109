import { checkArguments } from '../../internal/checks/types';

/** What a cluster is made from, as CloudFormation has it. */
interface SourceProperties {
  readonly snapshotIdentifier?: string;
  readonly sourceDbClusterIdentifier?: string;
  readonly restoreType?: string;
  readonly restoreToTime?: string;
  readonly useLatestRestorableTime?: boolean;
  readonly replicationSourceIdentifier?: string;
}

type SourceKind = 'empty' | 'snapshot' | 'clone' | 'pointInTime' | 'replica' | 'promoted';

/**
 * What an Aurora database begins with. **A one-way door**: CloudFormation makes a cluster anew, and empty, when the
 * snapshot, clone or point in time that it was made from changes or is left out. So the value stays for as long as the
 * database lives. One step is possible, from `replicaOf` to `promotedReplica`, and changes the cluster in place.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html
 */
export class AuroraSource {
  /** An empty database. */
  public static empty(): AuroraSource {
    return new AuroraSource('empty', {});
  }

  /**
   * The data of a snapshot, of an Aurora cluster or of an RDS instance of the same engine. The password becomes that of
   * the secret; user and databases are those of the snapshot.
   *
   * @param arn the ARN of the snapshot. It must stay in the template, also when the snapshot itself is gone
   */
  public static snapshot(arn: string): AuroraSource {
    checkArguments('AuroraSource.snapshot', { arn });
    return new AuroraSource('snapshot', { snapshotIdentifier: arn });
  }

  /**
   * A clone: the pages of another cluster as they are now, shared until either writes (copy on write). Minutes, whatever
   * the size, and only what changes is paid. In the same Region, of up to 15 clones.
   *
   * @param clusterIdentifier the cluster, or its ARN where another account shares it
   */
  public static cloneOf(clusterIdentifier: string): AuroraSource {
    checkArguments('AuroraSource.cloneOf', { clusterIdentifier });
    return new AuroraSource('clone', {
      sourceDbClusterIdentifier: clusterIdentifier,
      restoreType: 'copy-on-write',
      useLatestRestorableTime: true,
    });
  }

  /**
   * The data of another cluster at a point in time, restored from its backups.
   *
   * @param clusterIdentifier the cluster
   * @param time a time within its backup retention, in UTC, such as '2026-03-31T09:30:00Z'
   */
  public static pointInTime(clusterIdentifier: string, time: string): AuroraSource {
    checkArguments('AuroraSource.pointInTime', { clusterIdentifier, time });
    return new AuroraSource('pointInTime', {
      sourceDbClusterIdentifier: clusterIdentifier,
      restoreType: 'full-copy',
      restoreToTime: time,
    });
  }

  /**
   * A replica that follows an RDS instance of the same engine, Region and account, until it is promoted: the way from
   * RDS to Aurora (docs/rds-to-aurora.md). It takes no writes, and its user and password are those of the instance.
   *
   * @param instanceArn the RDS instance, which has automated backups and no Aurora replica yet
   */
  public static replicaOf(instanceArn: string): AuroraSource {
    checkArguments('AuroraSource.replicaOf', { instanceArn });
    return new AuroraSource('replica', { replicationSourceIdentifier: instanceArn });
  }

  /**
   * A replica (`replicaOf`) that was promoted by `aws rds promote-read-replica-db-cluster`. CloudFormation promotes
   * nothing: it takes the source out of the template and sets the password of the secret. Stays for good.
   */
  public static promotedReplica(): AuroraSource {
    return new AuroraSource('promoted', {});
  }

  private constructor(
    /** @internal */
    public readonly _kind: SourceKind,
    /** @internal */
    public readonly _properties: SourceProperties,
  ) {}
}
