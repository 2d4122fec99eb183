import type { Host } from '../host.ts';
import { readEnvFile } from '../env-file.ts';
import type { DoctorFlags } from './flags.ts';

/** This machine, with the environment of `--env-file` in place of its own. Throws a UserError for one that cannot be read. */
export async function gatewayHostOf({ envFile }: Pick<DoctorFlags, 'envFile'>, host: Host): Promise<Host> {
  if (envFile === undefined) return host;
  return { ...host, env: Object.fromEntries(await readEnvFile(envFile, host)) };
}
