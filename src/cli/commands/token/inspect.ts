import type { Command } from 'commander';
import { examples } from '../../examples.ts';
import { gatewayVersionOption, outputOption } from '../../options.ts';
import type { CommandContext } from '../../program.ts';
import { TOKEN_FORMATS } from '../../token/flags.ts';
import type { TokenInspectFlags } from '../../token/flags.ts';

/** `token inspect`: what a token says of itself. */
export function addTokenInspectCommand(parent: Command, { host, finish }: CommandContext): void {
  parent
    .command('inspect')
    .description('Show what a token says of itself and whether it can work as it stands. Asks nobody.')
    .argument('[FILE]', 'file with the token; - or nothing is stdin')
    .addOption(gatewayVersionOption())
    .addOption(outputOption(TOKEN_FORMATS))
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, flags: Omit<TokenInspectFlags, 'file'>) => {
      const { tokenInspect } = await import('../../token/inspect.ts');
      finish(await tokenInspect({ ...flags, ...(file === undefined ? {} : { file }) }, host));
    });
}

const EXAMPLES = examples([
  ['a token in a file', 'k8s-disco token inspect token'],
  ['one that was just issued', 'kubectl create token apisix-discovery | k8s-disco token inspect'],
]);
