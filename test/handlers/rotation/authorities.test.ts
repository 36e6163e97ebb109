import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseAuthorities } from '../../../handlers/rotation/authorities';

const names = databaseAuthorities('/nowhere').map((pem) => new X509Certificate(pem).subject);

test.each(['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1', 'ap-northeast-1'])(
  'the authority behind rds-ca-rsa2048-g1 of %s is bundled',
  (region) => {
    expect(names).toContainEqual(expect.stringContaining(`CN=Amazon RDS ${region} Root CA RSA2048 G1`));
  },
);

test("the runtime's own authorities are trusted as well, where there are some", () => {
  const folder = mkdtempSync(join(tmpdir(), 'authorities-'));
  try {
    const file = join(folder, 'ca-cert.pem');
    writeFileSync(file, 'PEM');

    expect(databaseAuthorities(file)).toEqual([...databaseAuthorities('/nowhere'), 'PEM']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
