/** Sections of a page that are made from the sources, between `<!-- name -->` and `<!-- end name -->`. */
const SECTION = /<!-- begin ([a-z-]+) -->\n[^]*?<!-- end \1 -->/g;

/**
 * The page with every generated section as it should be.
 *
 * @throws Error where the page has a section that nobody makes, or lacks one that it is to have
 */
export function withSections(file: string, page: string, sections: Readonly<Record<string, string>>): string {
  const found = new Set<string>();
  const made = page.replace(SECTION, (_, name: string) => {
    if (!Object.hasOwn(sections, name)) {
      throw new Error(`${file} has a section '${name}', and only ${Object.keys(sections).join(', ')} are made`);
    }
    found.add(name);
    return `<!-- begin ${name} -->\n\n${sections[name]}\n\n<!-- end ${name} -->`;
  });
  const lacking = Object.keys(sections).filter((name) => !found.has(name));
  if (lacking.length > 0) {
    const lines = lacking.map((name) => `  <!-- begin ${name} -->\n  <!-- end ${name} -->`);
    throw new Error(`${file} lacks generated sections: add these lines where they are to stand:\n${lines.join('\n')}`);
  }
  return made;
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
