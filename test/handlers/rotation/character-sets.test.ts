import { dirname, join } from 'node:path';
import iconv from 'iconv-lite';
import { getDecoder, getEncoder } from '../../../handlers/rotation/character-sets';

/** The character sets of all collations that mysql2 knows, which it does not export. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const encodings = require(join(dirname(require.resolve('mysql2')), 'lib/constants/charset_encodings.js')) as string[];

/** A text for each character set that both read. */
const TEXTS: Record<string, string> = {
  big5: '資料庫',
  cesu8: 'données',
  cp1250: 'databáze',
  cp1251: 'данные',
  cp1256: 'بيانات',
  cp1257: 'duomenų bazė',
  cp866: 'данные',
  cp932: 'データベース',
  eucjp: 'データベース',
  euckr: '데이터베이스',
  gb18030: '数据库',
  gb2312: '数据库',
  gbk: '数据库',
  greek: 'δεδομένα',
  hebrew: 'נתונים',
  koi8r: 'данные',
  koi8u: 'дані',
  latin2: 'databáze',
  latin5: 'veritabanı',
  latin7: 'duomenų bazė',
  macroman: 'données',
  sjis: 'データベース',
  tis620: 'ฐานข้อมูล',
  'utf16-le': 'データベース',
};

/** In which two bytes and more are a letter of ASCII; a server does not send them unasked. */
const WIDE = ['utf16', 'utf16-le', 'utf32', 'ucs2'];

test.each(Object.entries(TEXTS))('%s is read as the tables of iconv-lite have it', (encoding, text) => {
  const bytes = iconv.encode(text, encoding);

  expect(iconv.decode(bytes, encoding)).toBe(text);
  expect(getDecoder(encoding).write(bytes)).toBe(text);
});

test('whatever a server speaks, the name of an account in ASCII is read', () => {
  const names = [...new Set(encodings)].filter((name) => name && !WIDE.includes(name));

  expect(names.length).toBeGreaterThan(30);
  for (const encoding of names) expect(getDecoder(encoding).write(Buffer.from('app_1@10.0.%'))).toBe('app_1@10.0.%');
});

test('a decoder is good for more than one text', () => {
  const decoder = getDecoder('gbk');

  expect([decoder.write(iconv.encode('数', 'gbk')), decoder.end()]).toEqual(['数', undefined]);
  expect(decoder.write(iconv.encode('据', 'gbk'))).toBe('据');
});

test('nothing is sent in another character set', () => {
  expect(() => getEncoder('gbk')).toThrow("statements are sent as UTF-8, not as 'gbk'");
});
