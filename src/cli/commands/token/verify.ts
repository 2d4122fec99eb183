import { Option } from 'commander';
import type { Command } from 'commander';
import { examples } from '../../examples.ts';
import { addressOptions, gatewayVersionOption, outputOption, repeatable, verboseOption } from '../../options.ts';
import type { CommandContext } from '../../program.ts';
import { TOKEN_FORMATS } from '../../token/flags.ts';
import type { TokenVerifyFlags } from '../../token/flags.ts';

/** `token verify`: what an API server makes of a token. */
export function addTokenVerifyCommand(parent: Command, { host, finish }: CommandContext): void {
  const command = parent
    .command('verify')
    .description('Ask the API server who a token is and what it may do, and an admin why it is refused.')
    .argument('[FILE]', 'file with the token; - or nothing is stdin, and with --config the token that it names')
    .option('--config <FILE>', "the gateway's config.yaml: verify its own tokens, at its own API servers")
    .addOption(gatewayVersionOption())
    .addOption(
      new Option('--admin-context <[ID=]CONTEXT>', 'of the kubeconfig: whom to ask for a TokenReview')
        .argParser(repeatable)
        .default([], 'without --config the context that is asked, with it nobody'),
    )
    .addOption(outputOption(TOKEN_FORMATS));
  for (const option of [...addressOptions(), verboseOption()]) command.addOption(option);
  command.addHelpText('after', EXAMPLES).action(async (file: string | undefined, flags: Omit<TokenVerifyFlags, 'file'>) => {
    const { tokenVerify } = await import('../../token/verify.ts');
    finish(await tokenVerify({ ...flags, ...(file === undefined ? {} : { file }) }, host));
  });
}

const EXAMPLES = examples([
  ['a token in a file, at the API server of the current context', 'k8s-disco token verify token'],
  ["the gateway's own tokens, where it sends them", 'k8s-disco token verify --config config.yaml'],
]);
