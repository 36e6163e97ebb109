import { StageCustomization, StageSizes } from './stage-sizes';
import { STAGE_TABLE, StageRow } from './stage-table';

/**
 * A growth stage: the sizes of an app for a number of users. A stage is data; moving an app to another one is an
 * ordinary `cdk deploy`.
 *
 * @example
 * const launch = GrowthStage.HUNDRED.customize({ minTasks: 4, monthlyBudgetUsd: 400 });
 */
export class GrowthStage {
  /** One user: the founder. */
  public static readonly ONE = GrowthStage.row('one');
  /** 100 users and more. */
  public static readonly HUNDRED = GrowthStage.row('hundred');
  /** 1,000 users and more. */
  public static readonly THOUSAND = GrowthStage.row('thousand');
  /** 10,000 users and more. */
  public static readonly TEN_THOUSAND = GrowthStage.row('ten-thousand');
  /** 100,000 users and more. */
  public static readonly HUNDRED_THOUSAND = GrowthStage.row('hundred-thousand');
  /** 500,000 users and more. */
  public static readonly HALF_MILLION = GrowthStage.row('half-million');
  /** 1,000,000 users and more. */
  public static readonly MILLION = GrowthStage.row('million');
  /** 10,000,000 users and more. */
  public static readonly TEN_MILLION = GrowthStage.row('ten-million');

  /** The eight stages, smallest first. */
  public static all(): GrowthStage[] {
    return [
      GrowthStage.ONE,
      GrowthStage.HUNDRED,
      GrowthStage.THOUSAND,
      GrowthStage.TEN_THOUSAND,
      GrowthStage.HUNDRED_THOUSAND,
      GrowthStage.HALF_MILLION,
      GrowthStage.MILLION,
      GrowthStage.TEN_MILLION,
    ];
  }

  /**
   * The stage for a number of users: the largest one that they reach.
   *
   * @param users a whole number of users, 1 or more
   * @throws on anything else
   */
  public static fromUsers(users: number): GrowthStage {
    if (!Number.isInteger(users) || users < 1)
      throw new Error(`GrowthStage.fromUsers: users is ${users}: give a whole number of 1 or more`);
    return GrowthStage.all()
      .reverse()
      .find((stage) => stage.users <= users)!;
  }

  private static row(name: string): GrowthStage {
    return new GrowthStage(STAGE_TABLE.find((row) => row.name === name)!);
  }

  /** What users type: `-c stage=<name>`. It reaches no template. */
  public readonly name: string;
  /** The number of users from which this stage is meant. */
  public readonly users: number;
  /** The sizes, counts and switches of this stage. */
  public readonly sizes: StageSizes;
  private readonly additions: string[];

  private constructor(row: StageRow) {
    this.name = row.name;
    this.users = row.users;
    this.sizes = row.sizes;
    this.additions = row.adds;
    checkStage(this);
  }

  /** What this stage has that the one before it lacks. */
  public get adds(): string[] {
    return [...this.additions];
  }

  /**
   * This stage with your own values in place of some of ours. Check the result with `cdk-grow check`: every pair of the
   * stages that your app uses must stay safe.
   *
   * @param changes the values to take; what is left out stays
   * @throws when a value is out of bounds
   */
  public customize(changes: StageCustomization): GrowthStage {
    const { sizes } = this;
    return new GrowthStage({
      name: changes.name ?? this.name,
      users: changes.users ?? this.users,
      adds: [...(changes.adds ?? this.additions)],
      sizes: {
        zonesInUse: changes.zonesInUse ?? sizes.zonesInUse,
        natGateways: changes.natGateways ?? sizes.natGateways,
        interfaceEndpoints: changes.interfaceEndpoints ?? sizes.interfaceEndpoints,
        taskCpu: changes.taskCpu ?? sizes.taskCpu,
        taskMemoryMiB: changes.taskMemoryMiB ?? sizes.taskMemoryMiB,
        minTasks: changes.minTasks ?? sizes.minTasks,
        maxTasks: changes.maxTasks ?? sizes.maxTasks,
        requestsPerTaskPerMinute: changes.requestsPerTaskPerMinute ?? sizes.requestsPerTaskPerMinute,
        capacity: changes.capacity ?? sizes.capacity,
        deployment: changes.deployment ?? sizes.deployment,
        databaseInstanceType: changes.databaseInstanceType ?? sizes.databaseInstanceType,
        databaseMaxStorageGiB: changes.databaseMaxStorageGiB ?? sizes.databaseMaxStorageGiB,
        databaseAvailability: changes.databaseAvailability ?? sizes.databaseAvailability,
        databaseReadReplicas: changes.databaseReadReplicas ?? sizes.databaseReadReplicas,
        databaseProxy: changes.databaseProxy ?? sizes.databaseProxy,
        backupCopies: changes.backupCopies ?? sizes.backupCopies,
        cacheShards: changes.cacheShards ?? sizes.cacheShards,
        cacheNodeType: changes.cacheNodeType ?? sizes.cacheNodeType,
        minWorkers: changes.minWorkers ?? sizes.minWorkers,
        maxWorkers: changes.maxWorkers ?? sizes.maxWorkers,
        eventFanOut: changes.eventFanOut ?? sizes.eventFanOut,
        webAcl: changes.webAcl ?? sizes.webAcl,
        apiShield: changes.apiShield ?? sizes.apiShield,
        domainRedirects: changes.domainRedirects ?? sizes.domainRedirects,
        edgeFallback: changes.edgeFallback ?? sizes.edgeFallback,
        steadyState: changes.steadyState ?? sizes.steadyState,
        monthlyBudgetUsd: changes.monthlyBudgetUsd ?? sizes.monthlyBudgetUsd,
      },
    });
  }
}

/** The name is typed in shells and is a folder's name; sizes are checked by the constructs that get them. */
function checkStage({ name, users }: GrowthStage): void {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
    throw new Error(
      `GrowthStage: name is '${name}': use lower-case letters, digits and hyphens, a letter first, at most 63 characters`,
    );
  if (!Number.isInteger(users) || users < 1)
    throw new Error(`GrowthStage '${name}': users is ${users}: give a whole number of 1 or more`);
}
