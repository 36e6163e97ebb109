import { ChangeLimit, ResourceChange } from '../../model';
import { changed } from '../support';

/** The limits of one kind that the changes of a resource meet. */
export function limitsOf(change: ResourceChange, outcome: ChangeLimit['outcome']): ChangeLimit[] {
  return change.properties.flatMap(({ limits }) => (limits ?? []).filter((limit) => limit.outcome === outcome));
}

/** The change that meets a limit, in words. */
export function limitChanged({ path, before, after, source }: ChangeLimit): string {
  return changed({ name: path, before, after, source, effect: 'in-place' });
}
