import { join } from 'node:path';
import { ESLint } from 'eslint';

export const ROOT = join(__dirname, '../..');

/** Snippets stand in no file, and are too short for an order. */
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfig: { rules: { 'import-x/no-unresolved': 'off', 'import-x/order': 'off' } },
});

function errorsOf([result]: ESLint.LintResult[]): string[] {
  return result.messages.filter(({ severity }) => severity === 2).map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

/** What `npm run lint` would refuse of code in a file, which need not exist. */
export async function errorsIn(code: string, file: string): Promise<string[]> {
  return errorsOf(await eslint.lintText(`${code}\n`, { filePath: join(ROOT, file) }));
}

/** The same of a file that is there, and that lint passes by. */
export async function errorsOfFile(file: string): Promise<string[]> {
  return errorsOf(await new ESLint({ cwd: ROOT, ignore: false }).lintFiles([file]));
}
