import { BACKUPS } from './backups';
import { COPIES } from './copies';
import { OBJECTS_AND_IMAGES } from './objects-and-images';
import { RETENTION } from './retention';
import { SheddingProperty } from './shed';
import { TABLES_AND_KEYS } from './tables-and-keys';

/** Every property whose update in place can delete data, end its recovery or make it unreadable. */
export const SHEDDING: readonly SheddingProperty[] = [
  ...BACKUPS,
  ...COPIES,
  ...RETENTION,
  ...TABLES_AND_KEYS,
  ...OBJECTS_AND_IMAGES,
];

/** Those of a type. */
export type { SheddingProperty };

export function sheddingOf(type: string): readonly SheddingProperty[] {
  return SHEDDING.filter(({ types }) => types.includes(type));
}
