import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder of a bundled Lambda handler. It is `dist/handlers/<name>` of the package, found from the
 * compiled file (`dist/lib/internal`) as from the source (`lib/internal`).
 */
export function handlerAsset(name: string): string {
  const folders = [join(__dirname, '../../handlers', name), join(__dirname, '../../dist/handlers', name)];
  const found = folders.find((folder) => existsSync(join(folder, 'index.js')));
  if (!found)
    throw new Error(
      `the bundle of handler '${name}' is missing: run 'npm run bundle' (looked in ${folders.join(', ')})`,
    );
  return found;
}
