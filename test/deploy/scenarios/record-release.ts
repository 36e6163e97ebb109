import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { synthStages } from '../../support/stages';
import { stagesIn } from './assemblies';
import { collect, record } from './released';

/** Keeps the templates of every stage as they are now, under the package's version; run at each release. */
const directory = mkdtempSync(join(tmpdir(), 'release-'));
synthStages(directory, { validate: false });
const file = record(collect(version, stagesIn(directory)));
rmSync(directory, { recursive: true });
console.log(`${file}: ${(statSync(file).size / 1024).toFixed(0)} KiB`);
