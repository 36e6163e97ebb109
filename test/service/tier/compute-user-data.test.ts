import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  environmentLines,
  instanceUserData,
  readyScript,
  UserDataOptions,
} from '../../../lib/service/instances/instances-user-data';

const options: UserDataOptions = {
  environment: { DATABASE_NAME: 'app' },
  port: 8080,
  healthCheckPath: '/health',
  region: 'eu-west-1',
  startSeconds: 15,
  settleSeconds: 7,
  stackName: 'shop-web',
  logicalId: 'WebGroup',
};

interface Told {
  readonly calls: string[];
  readonly status: number | null;
}

/**
 * Runs the script as an instance does, with programs in place of the network's: `states` are the states that the group
 * tells one after the other, `answers` the app's status codes.
 */
function run(answers: string[], states: string[], startSeconds = options.startSeconds): Told {
  const folder = mkdtempSync(join(tmpdir(), 'ready-'));
  const log = join(folder, 'log');
  const program = (name: string, lines: string[]) => {
    writeFileSync(join(folder, name), ['#!/bin/bash', ...lines].join('\n'));
    chmodSync(join(folder, name), 0o755);
  };
  const next = (file: string) => [`n=$(cat '${file}.n' 2>/dev/null || echo 1)`, `echo $((n + 1)) > '${file}.n'`];
  writeFileSync(join(folder, 'answers'), `${answers.join('\n')}\n`);
  writeFileSync(join(folder, 'states'), `${states.join('\n')}\n`);
  writeFileSync(log, '');
  program('curl', [
    'case "$*" in',
    '  *api/token*) printf token ;;',
    '  *instance-id*) printf i-1 ;;',
    '  *) ',
    ...next(join(folder, 'answers')),
    `     printf '%s' "$(sed -n "$n"p '${join(folder, 'answers')}')" ;;`,
    'esac',
  ]);
  program('aws', [
    'case "$2" in',
    '  describe-auto-scaling-instances)',
    ...next(join(folder, 'states')),
    `    printf 'group-1\\t%s\\n' "$(sed -n "$n"p '${join(folder, 'states')}')" ;;`,
    `  *) echo "aws $*" >> '${log}' ;;`,
    'esac',
    '[ "$2" != signal-resource ]',
  ]);
  // Time does not pass here, but for the script's own clock when it waits for an answer.
  program('sleep', [`echo "sleep $1" >> '${log}'`, '/bin/sleep 0.3']);
  const script = join(folder, 'ready');
  writeFileSync(script, readyScript({ ...options, startSeconds }).join('\n'));
  const { status } = spawnSync('bash', [script], {
    env: { PATH: `${folder}:/usr/bin:/bin` },
    timeout: 20_000,
  });
  return {
    status,
    calls: readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => line !== '' && !/^sleep 5$/.test(line)),
  };
}

const COMPLETES =
  'aws autoscaling complete-lifecycle-action --lifecycle-hook-name ready --auto-scaling-group-name group-1 --instance-id i-1 --lifecycle-action-result CONTINUE';
const SIGNALS =
  'aws cloudformation signal-resource --stack-name shop-web --logical-resource-id WebGroup --unique-id i-1 --status SUCCESS';

test('an instance whose app answers enters service, waits for the load balancer, and signals', () => {
  const told = run(['000', '503', '200'], ['Pending:Wait', 'Pending:Proceed', 'InService']);
  expect(told.calls).toEqual([COMPLETES, 'sleep 7', SIGNALS]);
});

test('that nobody listens to the signal is fine', () => {
  expect(run(['204'], ['InService']).status).toBe(0);
});

test('an instance on its way into a warm pool lets itself be stopped, and signals only once it serves', () => {
  const told = run(['200'], ['Warmed:Pending:Wait', 'Warmed:Pending:Proceed', 'Pending:Wait', 'InService']);
  expect(told.calls).toEqual([COMPLETES, COMPLETES, 'sleep 7', SIGNALS]);
});

test.each([[['302', '404', '500', '503', '503', '503']]])(
  'an app that does not answer as it should says nothing',
  (answers) => {
    const told = run([...answers, ...answers], ['Pending:Wait'], 1);
    expect(told.status).toBe(1);
    expect(told.calls).toEqual([]);
  },
);

test('a shell reads back what the environment was', () => {
  const environment = { A: `it's "quoted" $HOME \`id\` \\ end`, B: '', C: 'a b  c', D: 'ünï' };
  const script = [...environmentLines(environment), 'printf "%s\\n" "$A" "$B" "$C" "$D"'].join('\n');
  expect(execFileSync('sh', ['-c', script]).toString()).toBe(`${Object.values(environment).join('\n')}\n`);
});

test('the unit starts before the script of the user, which comes last and as it is', () => {
  const script = ec2.UserData.forLinux();
  script.addCommands('dnf install -y shop', 'exit 0');
  const text = instanceUserData({ ...options, script }).render();
  expect(text.indexOf('systemctl start --no-block web-tier-ready.service')).toBeLessThan(text.indexOf('dnf install'));
  expect(text.trim().endsWith('exit 0')).toBe(true);
  expect(spawnSync('bash', ['-n'], { input: text }).status).toBe(0);
});
