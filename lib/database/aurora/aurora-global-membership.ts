import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { checkArguments } from '../../internal/checks/types';

/** What a secondary of a global database needs to know. */
export interface GlobalSecondaryOptions {
  /** The name of the global database. */
  readonly globalClusterIdentifier: string;

  /** The credentials, which the primary holds: a replica of its secret in this Region. */
  readonly secret: secretsmanager.ISecret;
}

/**
 * Whether an Aurora database is part of a global database, which spans Regions.
 *
 * | step | what happens |
 * |---|---|
 * | `none` → `primary` | in place: a global database is made around the cluster |
 * | `primary` → `none` | the global database stays in the account; remove its secondaries and it by hand |
 * | `secondary` → `detached` | in place: the cluster leaves the global database and takes writes of its own, for good |
 * | `none` → `secondary` | **a replacement**: a cluster joins as a secondary only when it is made |
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbcluster.html
 */
export class GlobalMembership {
  /** A database of one Region. */
  public static none(): GlobalMembership {
    return new GlobalMembership('none');
  }

  /**
   * The database that takes the writes of all Regions.
   *
   * @param globalClusterIdentifier the name of the global database, which secondaries refer to. It can never change
   */
  public static primary(globalClusterIdentifier: string): GlobalMembership {
    checkArguments('GlobalMembership.primary', { globalClusterIdentifier });
    return new GlobalMembership('primary', globalClusterIdentifier);
  }

  /** A copy in another Region, for reads, which can take over. */
  public static secondary(options: GlobalSecondaryOptions): GlobalMembership {
    checkArguments('GlobalMembership.secondary', { options });
    return new GlobalMembership('secondary', options.globalClusterIdentifier, options.secret);
  }

  /**
   * What was a secondary, and now takes writes of its own, with a secret of its own. CloudFormation takes the cluster out
   * of the global database. Not `none`, which would name a database, and so replace the cluster.
   */
  public static detached(): GlobalMembership {
    return new GlobalMembership('detached');
  }

  private constructor(
    /** @internal */
    public readonly _role: 'none' | 'primary' | 'secondary' | 'detached',
    /** @internal */
    public readonly _globalClusterIdentifier?: string,
    /** @internal */
    public readonly _secret?: secretsmanager.ISecret,
  ) {}
}
