import { checkArguments } from '../lib/internal/checks/types';
import { customizedSizes } from './customized-sizes';
import { StageCustomization } from './stage-customization';
import { StageSizes } from './stage-sizes';
import { STAGE_TABLE, StageRow } from './stage-table';

/** A row of the table, whose additions are words alone. */
interface StageValues extends Omit<StageRow, 'adds'> {
  readonly adds: string[];
}

/**
 * A growth stage: the sizes of an app for a number of users. A stage is data; moving an app to another one is an
 * ordinary `cdk deploy`.
 *
 * @example
 * const launch = GrowthStage.HUNDRED.customize({ web: { minTasks: 4 }, operations: { monthlyBudgetUsd: 400 } });
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
    checkArguments('GrowthStage.fromUsers', { users });
    if (!Number.isInteger(users) || users < 1)
      throw new Error(`GrowthStage.fromUsers: users is ${users}: give a whole number of 1 or more`);
    return GrowthStage.all()
      .reverse()
      .find((stage) => stage.users <= users)!;
  }

  private static row(name: string): GrowthStage {
    const row = STAGE_TABLE.find((candidate) => candidate.name === name)!;
    return new GrowthStage({ ...row, adds: row.adds.map(({ says }) => says) });
  }

  /** What users type: `-c stage=<name>`. It reaches no template. */
  public readonly name: string;
  /** The number of users from which this stage is meant. */
  public readonly users: number;
  /** The sizes, counts and switches of this stage. */
  public readonly sizes: StageSizes;
  private readonly additions: string[];

  private constructor(row: StageValues) {
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
    checkArguments('GrowthStage.customize', { changes });
    return new GrowthStage({
      name: changes.name ?? this.name,
      users: changes.users ?? this.users,
      adds: [...(changes.adds ?? this.additions)],
      sizes: customizedSizes(this.sizes, changes),
    });
  }

  /** This stage without a cache. A step that takes a live cache away is for `stages diff` to judge. */
  public withoutCache(): GrowthStage {
    return this.withSizes({ ...this.sizes, cache: undefined });
  }

  /** This stage with web tasks that scale by their CPU alone. */
  public withoutRequestScaling(): GrowthStage {
    return this.withSizes({ ...this.sizes, web: { ...this.sizes.web, requestsPerTaskPerMinute: undefined } });
  }

  /** This stage without workers and without the queue of jobs. `stages diff` says what a live app would lose. */
  public withoutWorkers(): GrowthStage {
    return this.withSizes({ ...this.sizes, workers: undefined });
  }

  private withSizes(sizes: StageSizes): GrowthStage {
    return new GrowthStage({ name: this.name, users: this.users, adds: this.adds, sizes });
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
