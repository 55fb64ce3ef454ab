import { Command, InvalidArgumentError, Option } from 'commander';
import { TOOL } from '../reporters/tool.ts';
import { UsageError } from '../workspace/usage-error.ts';
import type { ExitCode } from './exit.ts';
import { FORMATS, type Format, type LintCommandOptions, type ReadOptions, type Target } from './options.ts';
import type { Terminal } from './terminal.ts';

/** `eu-central-1`, `us-gov-west-1`, `us-iso-east-1`: the form alone, as new regions come up every year. */
const REGION = /^[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}$/;

const EPILOGUE = `
Exit: 0 nothing at or above --fail-on, 1 findings, 2 the job could not be done.
More: ecs-lint explain RULE`;

/** The commands and their flags. What each does is loaded when it is called. */
export function buildProgram(terminal: Terminal, done: (code: ExitCode) => void): Command {
  const targets = new TargetList();
  const program = new Command(TOOL.name)
    .description(
      'Finds what AWS or Kubernetes will refuse, what will go down, and what leaks, in files for ECS, EKS and ECR.',
    )
    .usage('[options] [path ...]')
    .version(TOOL.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      // The error itself is thrown as well; it is printed once, where all errors are.
      writeErr: () => undefined,
      // Asked, Commander would open Node's streams.
      getOutHasColors: () => false,
      getOutHelpWidth: () => Math.min(terminal.stdout.columns ?? 80, 100),
    })
    .addHelpText('after', EPILOGUE)
    .argument('[path...]', 'files and folders to lint; "-" is standard input (default: the current folder)');

  program
    .optionsGroup('Output:')
    .addOption(
      new Option('-f, --format <format>', `${FORMATS.join(', ')}; repeatable`)
        .argParser((name) => targets.addFormat(name))
        .default('text'),
    )
    .addOption(
      new Option('-o, --output <file>', 'write the format before it to a file').argParser((file) =>
        targets.addOutput(file),
      ),
    )
    .option('--quiet', 'leave out findings that cannot fail the run, and notices')
    .option('--show-unknown', 'list what could not be judged, and why')
    .option('--stats', 'time per phase and per rule, on standard error')
    .option('--no-color', 'no colour, whatever the terminal')
    .optionsGroup('Rules:')
    .addOption(
      new Option('--preset <name>', 'rules to start from')
        .choices(['recommended', 'security', 'all'])
        .default('recommended'),
    )
    .option('--rule <id=level>', 'set a rule to error, warning, info or off; repeatable', addLevel)
    .option('--only <id|family>', 'run nothing else; repeatable', append)
    .option('--as-of <date>', 'judge ends of life by this day, as 2026-11-22 (default: today)', date)
    .option('--no-config', 'read no configuration file')
    .optionsGroup('Gating:')
    .addOption(
      new Option('--fail-on <severity>', 'lowest severity that fails the run')
        .choices(['error', 'warning', 'info', 'never'])
        .default('error'),
    )
    .option('--max-warnings <n>', 'fail when there are more warnings', wholeNumber)
    .optionsGroup('Input:');
  addReadOptions(program).action(async (paths: string[], options: Omit<LintCommandOptions, 'targets'>) => {
    const { lintCommand } = await import('./lint-command.ts');
    done(await lintCommand(paths, { ...options, targets: targets.settle() }, terminal));
  });

  program.commandsGroup('Commands:');
  program
    .command('explain')
    .description("a rule's page, by its id, by another linter's name for it, or by what AWS said")
    .argument('<what...>', 'ecs/host-port-mismatch, CKV_AWS_97, "no container instances met …"')
    .action(async (what: string[]) => {
      const { explainCommand } = await import('./explain-command.ts');
      done(await explainCommand(what.join(' '), terminal));
    });
  program
    .command('rules')
    .description('list the rules')
    .addOption(new Option('-f, --format <format>', 'how').choices(['text', 'json']).default('text'))
    .action(async ({ format }: { format: 'text' | 'json' }) => {
      const { rulesCommand } = await import('./rules-command.ts');
      done(await rulesCommand(format, terminal));
    });
  addReadOptions(program.command('model').description('what was understood of the files, as JSON'))
    .argument('[path...]', 'files and folders (default: the current folder)')
    .action(async (paths: string[], options: ReadOptions) => {
      const { modelCommand } = await import('./model-command.ts');
      done(await modelCommand(paths, options, terminal));
    });
  return program;
}

function addReadOptions(command: Command): Command {
  return command
    .option('--stdin-filename <name>', 'name for standard input')
    .option('--parameter <name=value>', 'a CloudFormation parameter; repeatable', addPair)
    .option('--parameters <file>', 'CloudFormation parameters from a JSON file')
    .option('--var <name=value>', 'a Terraform variable; repeatable', addPair)
    .option('--var-file <file>', 'Terraform variables from a .tfvars file; repeatable', append)
    .option('--terraform-root <dir>', 'the root module that Terraform plans were made of')
    .option('--region <region>', 'the AWS region, where files leave it open', region)
    .option('--kubernetes-version <version>', 'as 1.34, where files leave it open', kubernetesVersion);
}

/** Pairs each `--output` with the `--format` before it, or with the next one where none waits. */
class TargetList {
  readonly #pairs: { format?: Format; output?: string }[] = [];

  addFormat(name: string): string {
    const format = FORMATS.find((known) => known === name);
    if (!format) throw new InvalidArgumentError(`Allowed choices are ${FORMATS.join(', ')}.`);
    const waiting = this.#pairs.find((pair) => pair.format === undefined);
    if (waiting) waiting.format = format;
    else this.#pairs.push({ format });
    return name;
  }

  addOutput(output: string): string {
    const last = this.#pairs.at(-1);
    if (last && last.output === undefined) last.output = output;
    else this.#pairs.push({ output });
    return output;
  }

  settle(): Target[] {
    const targets = this.#pairs.map(({ format = 'text', output }) =>
      output === undefined ? { format } : { format, output },
    );
    const printed = targets.filter(({ output }) => output === undefined).map(({ format }) => format);
    if (printed.length > 1) {
      throw new UsageError(
        `Only one format can go to standard output, not ${printed.join(' and ')}; give the others an --output FILE.`,
      );
    }
    return targets.length > 0 ? targets : [{ format: 'text' }];
  }
}

function append(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

function addPair(pair: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = pair.indexOf('=');
  if (at <= 0) throw new InvalidArgumentError('It takes the form name=value.');
  return { ...before, [pair.slice(0, at)]: pair.slice(at + 1) };
}

function addLevel(pair: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const added = addPair(pair, before);
  const level = pair.slice(pair.indexOf('=') + 1);
  if (!['error', 'warning', 'info', 'off'].includes(level)) {
    throw new InvalidArgumentError('Allowed levels are error, warning, info, off.');
  }
  return added;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

function date(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay) throw new InvalidArgumentError('It takes a day such as 2026-11-22.');
  return text;
}

function region(text: string): string {
  if (REGION.test(text)) return text;
  throw new InvalidArgumentError(`It takes the name of an AWS region, as eu-central-1.`);
}

function kubernetesVersion(text: string): string {
  const version = /^v?(1\.\d{1,3})(?:\.\d+.*)?$/.exec(text)?.[1];
  if (version === undefined) throw new InvalidArgumentError('It takes a version such as 1.34.');
  return version;
}
