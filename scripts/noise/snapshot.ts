/** Reads the Jest snapshots that CDK apps commit of their templates. Nothing of them is run. */

const ENTRY = /^exports\[`((?:[^`\\]|\\.)*)`\] = `\n((?:[^`\\]|\\.)*)\n`;$/gm;

/** The templates of a snapshot file, by the name of their test. What is no template is left out. */
export function templatesIn(file: string): Map<string, Record<string, unknown>> {
  const found = new Map<string, Record<string, unknown>>();
  for (const [, name, body] of file.matchAll(ENTRY)) {
    const value = parsePrinted(body.replace(/\\([`\\$])/g, '$1'));
    if (isTemplate(value)) found.set(name, value);
  }
  return found;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether it is one, and was read to its end: a text of several lines in it may have been cut. */
function isTemplate(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || !isObject(value.Resources)) return false;
  return Object.values(value.Resources).every((resource) => isObject(resource) && typeof resource.Type === 'string');
}

/** A value as Jest prints it: objects, lists, strings, numbers, true, false, null, undefined. */
export function parsePrinted(text: string): unknown {
  let at = 0;
  const skip = () => {
    while (/[\s,]/.test(text[at] ?? '')) at += 1;
  };
  // Jest prints quotes within a text as they are: a text ends where its line does, a key before its colon.
  const until = (end: RegExp): string => {
    end.lastIndex = at + 1;
    const found = end.exec(text);
    const read = text.slice(at + 1, found?.index ?? text.length);
    at = found ? found.index + 1 : text.length;
    return read.replace(/\\(["\\])/g, '$1');
  };
  const value = (): unknown => {
    skip();
    if (text.startsWith('Object ', at)) at += 'Object '.length;
    if (text.startsWith('Array ', at)) at += 'Array '.length;
    if (text[at] === '"') return until(/"(?=,?(\n|$))/g);
    if (text[at] === '[') return list();
    if (text[at] === '{') return object();
    const [word] = /^[^\s,\]}]+/.exec(text.slice(at, at + 100)) ?? [''];
    at += Math.max(1, word.length);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null' || word === 'undefined') return null;
    return Number.isNaN(Number(word)) ? word : Number(word);
  };
  const list = (): unknown[] => {
    const items: unknown[] = [];
    for (at += 1, skip(); at < text.length && text[at] !== ']'; skip()) items.push(value());
    at += 1;
    return items;
  };
  const object = (): Record<string, unknown> => {
    const entries: [string, unknown][] = [];
    for (at += 1, skip(); at < text.length && text[at] !== '}'; skip()) {
      const key = until(/"(?=: )/g);
      at = text.indexOf(':', at) + 1;
      entries.push([key, value()]);
    }
    at += 1;
    return Object.fromEntries(entries);
  };
  return value();
}
