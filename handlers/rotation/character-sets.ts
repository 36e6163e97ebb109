import { TextDecoder } from 'node:util';

/**
 * What mysql2 asks of iconv-lite, in whose place the bundle has this: half a megabyte of tables less to load.
 *
 * A connection of ours is utf8mb4, which mysql2 reads by itself. Another character set comes only from a server that
 * ignores what its clients ask for (`skip_character_set_client_handshake`). Node.js knows most of those; of the few that
 * it does not, ASCII is read, which an account's name has, and all else becomes U+FFFD.
 */

/** MySQL's names for what the WHATWG encoding standard calls otherwise. UTF-8 stands in for what Node.js lacks. */
const LABELS: Record<string, string> = {
  cesu8: 'utf-8',
  cp932: 'shift_jis',
  eucjp: 'euc-jp',
  eucjpms: 'euc-jp',
  euckr: 'euc-kr',
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  latin7: 'iso-8859-13',
  macroman: 'macintosh',
  tis620: 'tis-620',
  utf16: 'utf-16be',
  'utf16-le': 'utf-16le',
};

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(LABELS[encoding] ?? encoding, { ignoreBOM: true });
  } catch {
    return new TextDecoder('utf-8', { ignoreBOM: true });
  }
}

/** A decoder that gives out whole texts: mysql2 gives it one at a time, and keeps it for the next. */
export function getDecoder(encoding: string): { write(bytes: Uint8Array): string; end(): undefined } {
  const decoder = decoderOf(encoding);
  return { write: (bytes) => decoder.decode(bytes), end: () => undefined };
}

/** Statements are sent as UTF-8, for which mysql2 needs no encoder. */
export function getEncoder(encoding: string): never {
  throw new Error(`statements are sent as UTF-8, not as '${encoding}'`);
}
