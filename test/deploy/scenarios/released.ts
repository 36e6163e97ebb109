import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** What was released: the assemblies of every stage of the sample app, without the code of their functions. */
export interface Released {
  readonly version: string;
  readonly stages: readonly { readonly name: string; readonly files: Record<string, string> }[];
}

const FIXTURES = join(__dirname, '../fixtures/released');
const SUFFIX = '.json.br';
const KEPT = /^manifest\.json$|\.template\.json$|\.assets\.json$/;

/** The newest of the released versions, undefined before the first release. */
export function lastReleased(): Released | undefined {
  const versions = readdirSync(FIXTURES)
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => basename(name, SUFFIX))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const last = versions.at(-1);
  return last === undefined ? undefined : unpack(readFileSync(fileOf(last)));
}

/** Reads what matters of the assemblies of all stages, as `cdk-grow synth` writes them. */
export function collect(version: string, stages: readonly { name: string; app: string }[]): Released {
  return {
    version,
    stages: stages.map(({ name, app }) => ({
      name,
      files: Object.fromEntries(
        readdirSync(app)
          .filter((file) => KEPT.test(file))
          .sort()
          .map((file) => [file, lean(file, readFileSync(join(app, file), 'utf8'))]),
      ),
    })),
  };
}

export function record(released: Released): string {
  mkdirSync(FIXTURES, { recursive: true });
  writeFileSync(fileOf(released.version), pack(released));
  return fileOf(released.version);
}

export function pack(released: Released): Buffer {
  const bytes = Buffer.from(JSON.stringify(released));
  // Stages are alike: a window over all of them makes a tenth of the size.
  const { BROTLI_PARAM_LGWIN, BROTLI_MAX_WINDOW_BITS, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(bytes, {
    params: { [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

export function unpack(bytes: Buffer): Released {
  return JSON.parse(brotliDecompressSync(bytes).toString('utf8')) as Released;
}

/** Writes a released stage as an assembly that the CLI deploys; a file stands for the code of every function. */
export function writeAssembly({ files }: Released['stages'][number], directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), deployable(text));
  writeFileSync(join(directory, CODE), 'code');
}

/**
 * EC2 Auto Scaling refuses what 0.1.0 had from `ten-thousand` on: instance types by attributes beside an image that is
 * resolved at launch. An app can be in such a stage only with an image that was named, so it begins with one here.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html
 */
function deployable(template: string): string {
  return template.replace(/"resolve:ssm:[^"]*\/image_id"/g, '"ami-0123456789abcdef0"');
}

const CODE = 'code.zip';

interface Source {
  path?: string;
  packaging?: string;
}

/** Metadata and trees are not deployed. Code is known by the hash in its key, so that its content does not matter. */
function lean(file: string, text: string): string {
  const content = JSON.parse(text) as {
    artifacts?: Record<string, { metadata?: unknown; additionalMetadataFile?: unknown; type: string }>;
    files?: Record<string, { source: Source }>;
  };
  if (file === 'manifest.json') {
    for (const [id, artifact] of Object.entries(content.artifacts ?? {})) {
      delete artifact.metadata;
      delete artifact.additionalMetadataFile;
      if (artifact.type === 'cdk:tree' || artifact.type === 'cdk:feature-flag-report') delete content.artifacts![id];
    }
  }
  if (file.endsWith('.assets.json')) {
    for (const { source } of Object.values(content.files ?? {})) {
      if (source.path?.endsWith('.template.json') !== true) Object.assign(source, { path: CODE, packaging: 'file' });
    }
  }
  return JSON.stringify(content);
}

function fileOf(version: string): string {
  return join(FIXTURES, version + SUFFIX);
}
