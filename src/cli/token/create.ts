import { DEFAULT_NAME } from '../../token/account.ts';
import { createToken } from '../../token/create-token.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import type { TokenCreateFlags } from './flags.ts';
import { printToken } from './print-token.ts';

/** Has a token issued and prints it, or writes it to a file. */
export function tokenCreate(flags: TokenCreateFlags, host: Host): Promise<ExitCode> {
  const { name = DEFAULT_NAME, duration, audience, bindTo } = flags;
  return printToken(flags, host, ({ namespace, ...cluster }) => {
    const wish = {
      namespace,
      name,
      audiences: audience,
      ...(duration === undefined ? {} : { expirationSeconds: Math.round(duration / 1000) }),
      ...(bindTo === undefined ? {} : { boundTo: bindTo }),
    };
    return createToken(wish, cluster);
  });
}
