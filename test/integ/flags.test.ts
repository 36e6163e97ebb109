import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FLAG_SETS } from '../support/flags';

// Nothing of ours depends on a feature flag of the user's app: every construct is made by whatever flags there are, and
// turning one on in an app that lives moves nothing that holds data or carries traffic.

const FIXTURES = readdirSync(__dirname).filter((file) => /^integ\..*\.ts$/.test(file));
const KEPT =
  /^AWS::(RDS::DB|DynamoDB::|S3::Bucket$|KMS::Key|SecretsManager::Secret$|ElastiCache::|ECS::Service$|ElasticLoadBalancingV2::|SQS::Queue$|CloudFront::Dist|SNS::Topic$|AutoScaling::Auto|EC2::(VPC|Subnet|LaunchTemplate)$)/;

interface Made {
  /** What the synth said where it failed. */
  readonly error: string;
  /** Logical IDs of what must not move, by test. */
  readonly kept: Record<string, string[]>;
}

function synthAll(flags: Record<string, unknown>): Made {
  const out = mkdtempSync(join(tmpdir(), 'flags-'));
  const script = join(__dirname, 'support/synth-all.ts');
  const env = { ...process.env, TEST_FEATURE_FLAGS: JSON.stringify(flags), CDK_VALIDATION: 'false' };
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, out], { env, encoding: 'utf8' });
  const kept = status === 0 ? Object.fromEntries(FIXTURES.map((file) => [file, keptIn(join(out, file))])) : {};
  rmSync(out, { recursive: true, force: true });
  return { error: status === 0 ? '' : `exit ${status}: ${stderr.slice(-2000)}`, kept };
}

function keptIn(assembly: string): string[] {
  return readdirSync(assembly)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => {
      const { Resources = {} } = JSON.parse(readFileSync(join(assembly, file), 'utf8')) as {
        Resources?: Record<string, { Type: string }>;
      };
      return Object.entries(Resources)
        .filter(([, { Type }]) => KEPT.test(Type))
        .map(([id, { Type }]) => `${file}: ${Type} ${id}`);
    })
    .sort();
}

const made = new Map<string, Made>();
beforeAll(() => {
  for (const [name, flags] of Object.entries(FLAG_SETS)) made.set(name, synthAll(flags));
}, 300_000);

test.each(Object.keys(FLAG_SETS))('every construct is made with %s', (name) => {
  expect(made.get(name)!.error).toBe('');
});

test.each(FIXTURES)('%s has the same things whatever the flags are', (file) => {
  const [first, ...others] = [...made.values()].map(({ kept }) => kept[file]);
  expect(first.length).toBeGreaterThan(0);
  for (const other of others) expect(other).toEqual(first);
});
