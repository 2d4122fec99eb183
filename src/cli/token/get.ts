import { getToken } from '../../token/get-token.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import type { TokenGetFlags } from './flags.ts';
import { printToken } from './print-token.ts';

/** Prints the token of a Secret, or writes it to a file; says why there is none. */
export function tokenGet(flags: TokenGetFlags, host: Host): Promise<ExitCode> {
  const { name, secret } = flags;
  return printToken(flags, host, ({ namespace, ...cluster }) => {
    const question = { namespace, ...(name === undefined ? {} : { name }), ...(secret === undefined ? {} : { secret }) };
    return getToken(question, cluster);
  });
}
