import { Command, CommanderError, Option } from 'commander';
import { version } from '../package.json';
import { UnreadableInput } from '../read/unreadable';
import { check } from './commands/check';
import { diff } from './commands/diff';
import { ledgerCheck, ledgerRecord } from './commands/ledger';
import { list } from './commands/list';
import { synth } from './commands/synth';
import { messageOf, UsageError } from './support/errors';

const DESCRIPTION = `Reviews what a CDK app changes as it grows from stage to stage, before anyone deploys.

The app is that of the nearest cdk.json. Its command is run once and synthesises every stage that it builds with GrowthApp; no AWS account is needed. Two cloud assemblies of any CDK app can be compared as well.`;

const EXIT_CODES = `
Exit codes:
  0  safe
  1  a hazard was found
  2  bad usage or unreadable input`;

/** Seconds. Asset bundling in containers takes minutes; what takes half an hour hangs. */
const TIMEOUT = 1_800;

/** Commands set this; it becomes the exit code of the process. */
let exitCode = 0;

type Action<Options> = (options: Options, words: string[]) => Promise<number>;

function program(): Command {
  const root = new Command('cdk-grow')
    .description(DESCRIPTION)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .addHelpText('after', EXIT_CODES)
    // Commander writes its own messages; `main` decides about the exit code.
    .exitOverride()
    .showHelpAfterError('(--help tells what can be given)');
  addStageCommands(root);
  addDiff(root);
  addLedger(root);
  return root;
}

function addStageCommands(root: Command): void {
  command<Parameters<typeof list>[1]>(
    root,
    'list',
    'list the stages: users, stacks, resources, what each adds',
    (options) => list(process.cwd(), options),
  ).option('--quotas', "list what each stage needs of the account's service quotas");
  command<Parameters<typeof synth>[1]>(root, 'synth', 'synthesise every stage, one cloud assembly each', (options) =>
    synth(process.cwd(), options),
  ).option('-o, --out <dir>', 'folder for the assemblies (default: "stages" below the output folder of cdk.json)');
  reviewing(
    command<Parameters<typeof check>[1]>(
      root,
      'check',
      'review every pair of stages, and print the matrix',
      (options) => check(process.cwd(), options),
    ),
  );
}

/** The options of the commands that review. */
function reviewing(of: Command): Command {
  return of
    .option('--rules <file>', 'a module whose default export is a list of rules of your own')
    .option('--ledger <file>', 'the file that has accepted findings (default: durable-ledger.json beside cdk.json)');
}

function addDiff(root: Command): void {
  reviewing(
    command<Parameters<typeof diff>[2]>(
      root,
      'diff',
      'tell what changes between two stages, or two cloud assemblies, and what of it is dangerous',
      (options, stages) => diff(process.cwd(), stages, options),
    ),
  )
    .argument('[stages...]', 'the stage the app is in, and the one it goes to')
    .usage('[options] FROM TO\n       cdk-grow diff [options] --from-assembly DIR --to-assembly DIR')
    .option('--from-assembly <dir>', 'cloud assembly of what is deployed, such as a cdk.out that was kept')
    .option('--to-assembly <dir>', 'cloud assembly of what will be deployed')
    .option('--markdown', 'print a comment for a pull request');
}

function addLedger(root: Command): void {
  const ledger = root
    .command('ledger')
    .description('keep the file of durable resources that the DurableLedger validation plugin holds the app to')
    .helpCommand(false);
  const shared = (of: Command) =>
    of
      .option('--file <file>', 'the ledger (default: durable-ledger.json beside cdk.json)')
      .option('--from-assembly <dir>', 'a cloud assembly, instead of running the app')
      .option('--stage <name>', 'the stage that the assembly, or an app without GrowthApp, is in');
  shared(
    command<Parameters<typeof ledgerRecord>[1]>(
      ledger,
      'record',
      'write the durable resources of the app to the ledger',
      (options) => ledgerRecord(process.cwd(), options),
    ),
  )
    .option(
      '--accept <name>',
      'let a recorded resource (STACK/LOGICALID) go or change, or accept a finding (RULE:STACK/LOGICALID); repeatable',
      collect,
    )
    .option('--reason <text>', 'why that is wanted; it stays in the ledger')
    .option('--until <day>', 'the last day on which a finding is accepted, such as 2027-01-31')
    .option('--rules <file>', 'the module with rules of your own, where one of their findings is accepted');
  shared(
    command<Parameters<typeof ledgerCheck>[1]>(ledger, 'check', 'compare the app with the ledger', (options) =>
      ledgerCheck(process.cwd(), options),
    ),
  );
}

/** A command with the options that all have. */
function command<Options extends object>(
  parent: Command,
  name: string,
  description: string,
  run: Action<Options>,
): Command {
  return parent
    .command(name)
    .description(description)
    .option(
      '-a, --app <command>',
      'the app to run, or a folder that `cdk-grow synth` wrote (default: "app" of cdk.json)',
    )
    .addOption(
      new Option('-c, --context <key=value>', 'context for the app, which wins over cdk.json; repeatable').argParser(
        collect,
      ),
    )
    .option('--json', 'print JSON')
    .option('-v, --verbose', 'show what the app prints')
    .addOption(
      new Option('--timeout <seconds>', 'how long the app may take; it is ended then')
        .default(TIMEOUT)
        .argParser(asSeconds),
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (...args: unknown[]) => {
      const self = args[args.length - 1] as Command;
      exitCode = await run(self.opts<Options>(), self.args);
    });
}

/** A timer holds 2³¹ ms; longer ones would end at once. */
function asSeconds(value: string): number {
  const seconds = Number(value);
  if (value.trim() !== '' && seconds > 0 && seconds <= 2_000_000) return seconds;
  throw new UsageError(`--timeout ${value}: give seconds, more than 0 and at most 2000000`);
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

async function main(): Promise<number> {
  try {
    await program().parseAsync();
    return exitCode;
  } catch (error) {
    // Help and version end by an "error" of their own; all else that Commander reports is bad usage.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError || error instanceof UnreadableInput) {
      process.stderr.write(`cdk-grow: ${error.message}\n`);
      return 2;
    }
    const fault = process.argv.includes('--verbose') && error instanceof Error ? error.stack : messageOf(error);
    process.stderr.write(`cdk-grow: unexpected error: ${fault}\n(--verbose shows where; please report it)\n`);
    return 2;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
