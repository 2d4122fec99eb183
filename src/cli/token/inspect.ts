import { jsonText } from '../../report/json-text.ts';
import { inspectDocument } from '../../report/token/inspect-json.ts';
import { inspectText } from '../../report/token/inspect-text.ts';
import { inspectToken } from '../../token/inspect.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { TokenInspectFlags } from './flags.ts';
import { readTokenText } from './read-token-text.ts';

/** Tells what a token says of itself, and whether it can work. Asks nobody. */
export async function tokenInspect({ file, gatewayVersion: release, output }: TokenInspectFlags, host: Host): Promise<ExitCode> {
  const token = await readTokenText(file, host);
  const now = host.clock.now();
  const inspection = inspectToken(token, { release, now });
  host.stdout.stream.write(
    output === 'json'
      ? jsonText(inspectDocument(inspection))
      : inspectText(inspection, { page: pageOf(host, host.stdout), now, place: token.place }),
  );
  return inspection.findings.some(({ severity }) => severity === 'error') ? EXIT.bad : EXIT.good;
}
