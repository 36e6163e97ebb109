import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../review/rules';
import { figuresSection } from './figures';
import { formatted, ROOT } from './format';
import { cutsSection, fixedSection, limitsSection } from './limits';
import { rulesIndex, rulesSection } from './rules';
import { withSections } from './sections';
import { matrixSection, stagesSection } from './stages';

/**
 * Every file of which something is made from the sources, as it should be.
 *
 * @param stages a folder with the assemblies of all stages of the sample app
 */
export async function generated(stages: string): Promise<Map<string, string>> {
  const sections: Record<string, Record<string, string>> = {
    'README.md': { matrix: matrixSection(stages), stages: stagesSection(), figures: figuresSection() },
    'docs/review-rules.md': { rules: rulesSection(RULES) },
    'docs/update-limits.md': { limits: limitsSection(), fixed: fixedSection(), cuts: cutsSection() },
  };
  const files = new Map([['review/rules/index.ts', await formatted('review/rules/index.ts', rulesIndex())]]);
  for (const [file, made] of Object.entries(sections)) {
    files.set(file, await formatted(file, withSections(file, readFileSync(join(ROOT, file), 'utf8'), made)));
  }
  return files;
}
