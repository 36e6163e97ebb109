import { durabilityOf } from '../compare/durability';
import { Assembly } from '../model';
import { own } from '../read/unreadable';
import { entriesOf } from './compare';
import { Ledger, LedgerEntry } from './model';
import { indexOf, Target } from './references';

/** Whether something holds what cannot be made again. */
export function isDurable({ type, stack, logicalId }: Target): boolean {
  return logicalId !== undefined && durabilityOf(type, own(stack.template.Resources, logicalId)) === 'durable';
}

/** The durable resources of an assembly that the ledger does not hold in this stage, and so does not protect yet. */
export function unrecorded(ledger: Ledger, assembly: Assembly, stage: string | undefined): Target[] {
  const recorded = new Set(entriesOf(ledger.resources, stage).map(({ id }: LedgerEntry) => id));
  return [...indexOf(assembly).values()].filter((target) => isDurable(target) && !recorded.has(target.id));
}
