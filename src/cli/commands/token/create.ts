import { Option } from 'commander';
import type { Command } from 'commander';
import { DEFAULT_NAME } from '../../../token/account.ts';
import { examples } from '../../examples.ts';
import { lifetimeOption } from '../../lifetime-option.ts';
import { objectName } from '../../object-names.ts';
import { repeatable } from '../../options.ts';
import type { CommandContext } from '../../program.ts';
import { boundOption } from '../../token/bound-option.ts';
import type { TokenCreateFlags } from '../../token/flags.ts';
import { printOptions } from '../../token/print-options.ts';

/** `token create`: a token that ends, issued now. */
export function addTokenCreateCommand(parent: Command, { host, finish }: CommandContext): void {
  const command = parent
    .command('create')
    .description('Issue a token of a service account that ends after a while (TokenRequest), and print it.')
    .argument('[NAME]', `service account (default: ${DEFAULT_NAME})`, objectName('NAME'))
    .addOption(
      new Option('--duration <DURATION>', 'how long the token is to live, such as 1h, 24h or 90d (default: 1h)').argParser(
        lifetimeOption,
      ),
    )
    .addOption(
      new Option('--audience <AUDIENCE>', 'who is to take the token, several times for several')
        .argParser(repeatable)
        .default([], 'the API server'),
    )
    .addOption(
      new Option('--bind-to <KIND/NAME>', 'end the token with this object: pod/NAME, secret/NAME or node/NAME').argParser(
        boundOption,
      ),
    );
  for (const option of printOptions()) command.addOption(option);
  command.addHelpText('after', EXAMPLES).action(async (name: string | undefined, flags: Omit<TokenCreateFlags, 'name'>) => {
    const { tokenCreate } = await import('../../token/create.ts');
    finish(await tokenCreate({ ...flags, ...(name === undefined ? {} : { name }) }, host));
  });
}

const EXAMPLES = examples([
  ['see what the account may see', 'k8s-disco resolve --all --token "$(k8s-disco token create)"'],
  ['a day, in a file for the token_file of a gateway', 'k8s-disco token create --duration 24h --out-file token'],
]);
