import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import { jsonText } from '../../report/json-text.ts';
import { tokenDocument } from '../../report/token/token-json.ts';
import { tokenText } from '../../report/token/token-text.ts';
import type { TokenReport } from '../../token/report.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { PrintFlags } from './flags.ts';

/**
 * Writes the token to stdout or to `--out-file`, and what is to be said of it to stderr. On a terminal a newline follows; elsewhere none, as
 * a file that ends in one breaks gateways up to 2.15 (T02). Throws a {@link UserError} where the file cannot be written.
 */
export async function writeToken(report: TokenReport, { outFile, output }: PrintFlags, host: Host): Promise<ExitCode> {
  const { token, candidates } = report;
  const { stdout, stderr } = host;
  if (token !== null && outFile !== undefined) await writeSecretFile(outFile, token, host);
  if (output === 'json') stdout.stream.write(jsonText(tokenDocument(report, { file: outFile ?? null })));
  else {
    if (token !== null && outFile === undefined) stdout.stream.write(`${token}${stdout.isTerminal ? '\n' : ''}`);
    stderr.stream.write(tokenText(report, { file: outFile, now: host.clock.now(), page: pageOf(host, stderr) }));
  }
  if (candidates.length > 0) return EXIT.usage;
  return token === null ? EXIT.bad : EXIT.good;
}

async function writeSecretFile(path: string, text: string, { files }: Host): Promise<void> {
  try {
    await files.writeSecret(path, text);
  } catch (error) {
    throw new UserError(`cannot write the token: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
}
