import { CostGuardOptions } from '../lib/cost/cost-guard';
import { SteadyStateOptions } from '../lib/monitoring/steady-state-props';

/**
 * How an app is watched, and who is told. The stage decides how closely, and the month's budget.
 *
 * `topic`, `noticeTopic` and `encryptionKey` are of the app's own Region. For an app elsewhere than us-east-1 the alarm on CloudFront,
 * which is there, goes to `alarmEmails`.
 */
export interface AppOperations extends SteadyStateOptions {
  /** Who is told of alarms and of the month's costs, by e-mail; with `topic`, of the costs. */
  readonly alarmEmails: string[];

  /**
   * What the budget counts, and how it tells.
   *
   * @default - all costs of the account
   */
  readonly costs?: CostGuardOptions;
}
