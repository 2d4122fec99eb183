import { Option } from 'commander';
import type { Command } from 'commander';
import { accountOptions } from '../account-options.ts';
import { examples } from '../examples.ts';
import { addressOptions, choiceOption, gatewayVersionOption, outputOption, verboseOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { checkFlags } from '../setup-rbac/check-flags.ts';
import { DRY_RUNS, SETUP_FORMATS } from '../setup-rbac/flags.ts';
import type { TeardownFlags } from '../setup-rbac/flags.ts';
import { clustersOptions } from '../setup-rbac/option-values.ts';

/** `teardown-rbac`: what setup-rbac made, away again. */
export function addTeardownRbacCommand(program: Command, { host, finish }: CommandContext): void {
  const command = program
    .command('teardown-rbac')
    .description("Remove a gateway's account, its rights and its tokens, as far as setup-rbac made them.");
  for (const option of [...accountOptions(), ...ownOptions(), ...configOptions(), ...addressOptions(), verboseOption()]) {
    command.addOption(option);
  }
  command.addHelpText('after', EXAMPLES).action(async ({ dryRun, ...given }: Given) => {
    const flags: TeardownFlags = dryRun === undefined ? given : { ...given, dryRun: dryRun === true ? 'server' : dryRun };
    checkFlags({ ...flags, delete: true });
    const { teardownRbac } = await import('../setup-rbac/teardown-rbac.ts');
    finish(await teardownRbac(flags, host));
  });
}

/** The flags as commander gives them: a bare `--dry-run` is true. */
type Given = Omit<TeardownFlags, 'dryRun'> & { readonly dryRun?: TeardownFlags['dryRun'] | true };

function ownOptions(): readonly Option[] {
  return [
    new Option('--dry-run [MODE]', 'show what there is to delete, and end').argParser(choiceOption('--dry-run', DRY_RUNS)),
    new Option('--yes', 'ask no question'),
    outputOption(SETUP_FORMATS),
  ];
}

function configOptions(): readonly Option[] {
  return [...clustersOptions(), gatewayVersionOption()];
}

const EXAMPLES = examples([
  ['what there is', 'k8s-disco teardown-rbac -n default --dry-run'],
  ['in a script', 'k8s-disco teardown-rbac -n default --yes'],
]);
