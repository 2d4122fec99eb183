import { Option } from 'commander';
import type { Command } from 'commander';
import { RELEASES } from '../../apisix/release.ts';
import { UserError } from '../../findings/user-error.ts';
import { examples } from '../examples.ts';
import { THRESHOLDS } from '../../lint/threshold.ts';
import { LINT_OUTPUTS } from '../lint/flags.ts';
import type { LintFlags } from '../lint/flags.ts';
import { choiceOption, idsOption, outputOption, releasesOption, repeatable } from '../options.ts';
import type { CommandContext } from '../program.ts';

/** `lint`: what the gateway would refuse, and what it would accept and never serve. */
export function addLintCommand(program: Command, { host, finish }: CommandContext): void {
  const command = program
    .command('lint')
    .description('Check discovery configs, routes and upstreams as the gateway does, and say what is wrong and where.')
    .argument(
      '<PATH...>',
      'files, directories or globs: config.yaml, Helm values, ConfigMaps, apisix.yaml, what the Admin API answers, ADC files; - is stdin',
    )
    .addOption(
      new Option(
        '--gateway-version <X.Y.Z>',
        'release of APISIX to judge as, several times for several, or all (default: newest)',
      ).argParser(releasesOption),
    )
    .addOption(outputOption(LINT_OUTPUTS))
    .option('--fix', 'mend what can be mended without changing what is meant')
    .option('--fix-dry-run', 'print what --fix would do as a diff in place of the report, and change nothing')
    .addOption(
      new Option(
        '--fail-on <SEVERITY>',
        `exit with 1 from this severity on: ${THRESHOLDS.join(', ')} (default: error)`,
      ).argParser(choiceOption('--fail-on', THRESHOLDS)),
    )
    .addOption(
      new Option('--ignore <ID>', 'leave findings of this id out; several times, or separated by commas')
        .argParser(idsOption)
        .default([], 'none'),
    )
    .option('--baseline <FILE>', 'leave out the findings that this file lists')
    .option(
      '--write-baseline <FILE>',
      'list all findings of today in this file, also those that an older baseline hides, and end with 0',
    )
    .option('-E, --env-file <FILE>', "the gateway's environment, as KEY=VALUE lines, in place of this one")
    .option('--check-env', "this environment is the gateway's: report every variable that is not set")
    .option('--check-files', 'read the files that a config names, such as token_file')
    .addOption(
      new Option('-f, --file <[ID=]FILE>', 'Kubernetes manifests: tell which service_names have no nodes there')
        .argParser(repeatable)
        .default([], 'none'),
    )
    .option('--stdin-filename <NAME>', 'what to call standard input')
    .option('--settings <FILE>', 'settings of the linter in place of the next .k8s-disco.yaml')
    .option('--no-settings', 'read no .k8s-disco.yaml')
    .option('-v, --verbose', 'say what each document was taken for, and show findings that only inform');
  command.addHelpText('after', EXAMPLES).action(async (paths: readonly string[], flags: Omit<LintFlags, 'paths'>) => {
    const asked = { ...flags, paths };
    check(asked);
    const { runLint } = await import('../lint/run-lint.ts');
    finish(await runLint(asked, host));
  });
}

const EXAMPLES = examples([
  ['would the gateway take it?', 'k8s-disco lint config.yaml'],
  ['before an upgrade', `k8s-disco lint --gateway-version 3.9.1 --gateway-version ${RELEASES[RELEASES.length - 1]} config.yaml`],
  ['config and routes together, for code scanning', 'k8s-disco lint -o sarif config.yaml apisix.yaml'],
]);

/** Throws a {@link UserError} for what can be said before anything is read. */
function check({ fix, fixDryRun, paths, file, writeBaseline, envFile, checkEnv, stdinFilename }: LintFlags): void {
  if (fix === true && fixDryRun === true) throw new UserError('--fix and --fix-dry-run exclude each other');
  if (fix === true && paths.includes('-'))
    throw new UserError('--fix writes files, and standard input is none', { hint: 'use --fix-dry-run, or name the file' });
  if (writeBaseline !== undefined && (fix === true || fixDryRun === true))
    throw new UserError('--write-baseline goes with neither --fix nor --fix-dry-run');
  if (envFile !== undefined && checkEnv === true)
    throw new UserError('--env-file gives the environment that --check-env would take from here', {
      hint: 'leave one of them out',
    });
  if (stdinFilename !== undefined && !paths.includes('-'))
    throw new UserError('--stdin-filename names standard input, and no PATH is -', {
      hint: 'add - to the paths, or leave --stdin-filename out',
    });
  if ([...paths, ...file].filter((path) => path === '-').length > 1) throw new UserError('standard input can be read once only');
}
