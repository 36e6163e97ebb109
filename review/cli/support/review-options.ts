import { ReviewOptions } from '../../review';
import { acceptedFindings, today } from './accepted';
import { ownRules } from './own-rules';

/** Options of the commands that review. */
export interface ReviewArguments {
  /** A module with rules of the user's own. */
  readonly rules?: string;
  /** The file that has accepted findings. */
  readonly ledger?: string;
}

export async function reviewOptions(cwd: string, { rules, ledger }: ReviewArguments): Promise<ReviewOptions> {
  return { rules: await ownRules(cwd, rules), accepted: acceptedFindings(cwd, ledger), today: today() };
}
