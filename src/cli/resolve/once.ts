import { exitCodeOf } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import { readGatewayConfig } from '../gateway-config.ts';
import type { Host } from '../host.ts';
import type { ResolveFlags } from './flags.ts';
import { reportOffline } from './offline.ts';
import { reportOnline } from './online.ts';
import { writeReport } from './write-report.ts';

/** Resolves every name once, from files or from the API servers, and writes the answer. */
export async function resolveOnce(flags: ResolveFlags, host: Host): Promise<ExitCode> {
  const gateway = await readGatewayConfig(flags, host);
  const report = await (flags.file.length === 0 ? reportOnline : reportOffline)(gateway, flags, host);
  writeReport(report, flags, host);
  return exitCodeOf(report, flags.all === true ? 'all' : 'names');
}
