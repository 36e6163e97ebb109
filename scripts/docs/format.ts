import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

export const ROOT = join(__dirname, '../..');

export async function formatted(file: string, text: string): Promise<string> {
  const path = join(ROOT, file);
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}
