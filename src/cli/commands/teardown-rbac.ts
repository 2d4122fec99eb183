import type { Command } from 'commander';
import { accountOptions } from '../account-options.ts';
import { examples } from '../examples.ts';
import { addressOptions, outputOption, verboseOption } from '../options.ts';
import type { CommandContext } from '../program.ts';
import { SETUP_FORMATS } from '../setup-rbac/flags.ts';
import type { TeardownFlags } from '../setup-rbac/flags.ts';

/** `teardown-rbac`: what setup-rbac made, away again. */
export function addTeardownRbacCommand(program: Command, { host, finish }: CommandContext): void {
  const command = program
    .command('teardown-rbac')
    .description("Remove a gateway's account, its rights and its tokens, as far as setup-rbac made them.");
  for (const option of accountOptions()) command.addOption(option);
  command
    .option('--dry-run', 'show what there is to delete, and end')
    .option('--yes', 'ask no question')
    .addOption(outputOption(SETUP_FORMATS));
  for (const option of [...addressOptions(), verboseOption()]) command.addOption(option);
  command.addHelpText('after', EXAMPLES).action(async (flags: TeardownFlags) => {
    const { teardownRbac } = await import('../setup-rbac/teardown-rbac.ts');
    finish(await teardownRbac(flags, host));
  });
}

const EXAMPLES = examples([
  ['what there is', 'k8s-disco teardown-rbac -n default --dry-run'],
  ['in a script', 'k8s-disco teardown-rbac -n default --yes'],
]);
