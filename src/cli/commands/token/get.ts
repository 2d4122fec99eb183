import { Option } from 'commander';
import type { Command } from 'commander';
import { DEFAULT_NAME } from '../../../token/account.ts';
import { examples } from '../../examples.ts';
import { objectName } from '../../object-names.ts';
import type { CommandContext } from '../../program.ts';
import type { TokenGetFlags } from '../../token/flags.ts';
import { printOptions } from '../../token/print-options.ts';

/** `token get`: the token of an account's Secret. */
export function addTokenGetCommand(parent: Command, { host, finish }: CommandContext): void {
  const command = parent
    .command('get')
    .description('Print the token that a Secret holds for a service account, decoded and ready to be sent.')
    .argument('[NAME]', `service account (default: ${DEFAULT_NAME})`, objectName('NAME'))
    .addOption(
      new Option('--secret <NAME>', 'the Secret to take, where the account has several').argParser(objectName('--secret')),
    );
  for (const option of printOptions()) command.addOption(option);
  command.addHelpText('after', EXAMPLES).action(async (name: string | undefined, flags: Omit<TokenGetFlags, 'name'>) => {
    const { tokenGet } = await import('../../token/get.ts');
    finish(await tokenGet({ ...flags, ...(name === undefined ? {} : { name }) }, host));
  });
}

const EXAMPLES = examples([
  ['see what the gateway sees', 'k8s-disco resolve --all --token "$(k8s-disco token get)"'],
  ["for the gateway's token_file", 'k8s-disco token get apisix-discovery -n default --out-file token'],
]);
