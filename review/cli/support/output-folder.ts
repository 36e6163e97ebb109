import { lstatSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync, Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf, UsageError } from './errors';
import { INDEX_FILE, readStages, Stages } from './stages';
import { inTemporaryFolder } from './temporary-folder';

/**
 * Has `write` fill a folder beside the stages that `out` holds, and then takes those away for the new ones. Whatever
 * goes wrong before leaves `out` as it was, and nothing that is not of an earlier `synth` is ever taken away.
 *
 * @throws UsageError when `out` is not a folder that may be written to
 */
export async function replaceStages(out: string, write: (folder: string) => Promise<Stages>): Promise<Stages> {
  const earlier = entriesOfEarlier(out);
  const made = makeFolder(out);
  let done = false;
  try {
    const stages = await inTemporaryFolder(async (folder) => {
      const written = await write(folder);
      swap(out, folder, earlier, [...written.names, INDEX_FILE]);
      return written;
    }, out);
    done = true;
    return stages;
  } finally {
    if (!done && made !== undefined) removeEmpty(out, made);
  }
}

/** What an earlier `synth` wrote to a folder, the list of the stages first. */
function entriesOfEarlier(out: string): string[] {
  const stats = lookAt(out);
  if (!stats) return [];
  if (stats.isSymbolicLink()) throw new UsageError(`${out}: is a link; give the folder that it points to`);
  if (!stats.isDirectory()) throw new UsageError(`${out}: is a file; give a folder to write the assemblies to`);
  const entries = readdirSync(out);
  if (entries.length === 0) return [];
  if (!entries.includes(INDEX_FILE)) {
    throw new UsageError(`${out}: is not empty and was not written by \`cdk-grow synth\`; give another --out`);
  }
  const { names } = readStages(out);
  for (const name of names) {
    const stage = lookAt(join(out, name));
    if (stage && !stage.isDirectory()) {
      throw new UsageError(`${join(out, name)}: is not a folder that \`cdk-grow synth\` wrote; give another --out`);
    }
  }
  return [INDEX_FILE, ...names.filter((name) => entries.includes(name))];
}

/** The list goes first and comes last, so that nobody who reads finds stages of two runs. */
function swap(out: string, from: string, earlier: readonly string[], written: readonly string[]): void {
  const foreign = written.find((name) => !earlier.includes(name) && lookAt(join(out, name)));
  if (foreign !== undefined) {
    throw new UsageError(`${join(out, foreign)}: was not written by \`cdk-grow synth\`; give another --out`);
  }
  const previous = mkdtempSync(join(out, '.previous-'));
  const moves = [
    ...earlier.map((name) => [join(out, name), join(previous, name)] as const),
    ...written.map((name) => [join(from, name), join(out, name)] as const),
  ];
  const made: (readonly [string, string])[] = [];
  try {
    for (const [old, young] of moves) {
      renameSync(old, young);
      made.unshift([old, young]);
    }
  } catch (error) {
    for (const [old, young] of made) renameSync(young, old);
    rmdirSync(previous);
    throw new UsageError(`${out}: cannot be written (${messageOf(error)})`);
  }
  rmSync(previous, { recursive: true, force: true, maxRetries: 3 });
}

/** The outermost folder that had to be made. */
function makeFolder(out: string): string | undefined {
  try {
    return mkdirSync(out, { recursive: true });
  } catch (error) {
    throw new UsageError(`${out}: cannot be made (${messageOf(error)}); give another --out`);
  }
}

function removeEmpty(innermost: string, outermost: string): void {
  try {
    for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // Somebody else has put something there: it stays.
  }
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(`${path}: cannot be written to (${messageOf(error)})`);
  }
}
