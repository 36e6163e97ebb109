import { differences } from '../../compare/differences';
import { showEach, showPair } from '../../compare/show';
import { PropertyChange } from '../../model';

/** A difference as text; a side that is not there is left out. */
export interface ShownDifference {
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

export interface ShownDifferences {
  readonly shown: readonly ShownDifference[];
  /** How many places differ besides. */
  readonly more: number;
}

/** More places in one property than these are counted, not shown. */
const MOST = 8;

/** Where a property differs, with values of about `width` characters, in which what differs can be seen. */
export function shownDifferences({ name, before, after }: PropertyChange, width: number): ShownDifferences {
  const all = differences(before, after, name);
  const some = all.slice(0, MOST);
  const oneSided = some.filter((each) => each.before === undefined || each.after === undefined);
  const texts = showEach(
    oneSided.map((each) => (each.before === undefined ? each.after : each.before)),
    width,
  );
  const shown = some.map((each): ShownDifference => {
    const at = oneSided.indexOf(each);
    if (at >= 0) return { path: each.path, [each.before === undefined ? 'after' : 'before']: texts[at] };
    const [old, young] = showPair(each.before, each.after, width);
    return { path: each.path, before: old, after: young };
  });
  return { shown, more: all.length - some.length };
}
