import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/docs/format';
import { generated } from '../../scripts/docs/pages';
import { withSections } from '../../scripts/docs/sections';
import { STAGES_DIR } from '../support/stages';

test('pages and lists are what `npm run docs` writes', async () => {
  for (const [file, text] of await generated(STAGES_DIR)) {
    const same = readFileSync(join(ROOT, file), 'utf8') === text;
    expect(same ? file : `${file} is not up to date: run \`npm run docs\``).toBe(file);
  }
});

describe('a page with generated sections', () => {
  const page = 'a\n<!-- begin one -->\nold\n<!-- end one -->\nz\n';

  test('keeps what is written by hand', () => {
    const made = 'a\n<!-- begin one -->\n\nnew\n\n<!-- end one -->\nz\n';
    expect(withSections('page.md', page, { one: 'new' })).toBe(made);
    expect(withSections('page.md', made, { one: 'new' })).toBe(made);
  });

  test('may not lack one, nor have one that nobody makes', () => {
    expect(() => withSections('page.md', page, { one: 'new', two: 'more' })).toThrow(
      'page.md lacks generated sections: add these lines where they are to stand:\n  <!-- begin two -->\n  <!-- end two -->',
    );
    expect(() => withSections('page.md', page, { two: 'more' })).toThrow(
      "page.md has a section 'one', and only two are made",
    );
  });
});
