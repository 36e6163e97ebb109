export type Align = 'left' | 'right';

/** A character's worth of columns is all that these tables hold, so that length is width once colours are taken away. */
const ESCAPES = new RegExp(String.raw`\u001b\[\d+m`, 'g');

export function visibleWidth(text: string): number {
  return text.replace(ESCAPES, '').length;
}

export function pad(text: string, width: number, align: Align = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - visibleWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Rows of cells as lines of columns; cells may have several lines. */
export function table(rows: readonly (readonly string[])[], aligns: readonly Align[], gap = '  '): string[] {
  const split = rows.map((row) => row.map((cell) => cell.split('\n')));
  const widths = aligns.map((_, column) =>
    Math.max(0, ...split.flatMap((row) => (row[column] ?? ['']).map(visibleWidth))),
  );
  return split.flatMap((row) => {
    const height = Math.max(...row.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      aligns
        .map((align, column) => pad(row[column]?.[line] ?? '', widths[column], align))
        .join(gap)
        .trimEnd(),
    );
  });
}

/** Breaks text at spaces into lines of at most `width` characters; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function indent(text: string, by: string, width = 100): string[] {
  return text.split('\n').flatMap((line) => wrap(line, width - by.length).map((part) => by + part));
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

const NUMBER = new Intl.NumberFormat('en-US');

export function thousands(n: number): string {
  return NUMBER.format(n);
}
