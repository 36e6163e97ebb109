import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of the packages that went into bundles, as one text: MIT, ISC, BSD and Apache ask that their texts go
 * along. Fails for a package that does not say its licence.
 */
export function thirdPartyLicenses(root, metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([input]) => input),
    ),
  );
  const folders = inputs.map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]).filter(Boolean);
  return [...new Set(folders)]
    .sort()
    .map((folder) => textOf(join(root, folder)))
    .join('\n');
}

function textOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} ${version} is bundled and says no licence: see ${folder}`);
  const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|notice)(\.|$)/i.test(entry));
  const text = files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n') || license;
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
