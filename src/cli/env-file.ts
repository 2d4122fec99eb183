import { UserError } from '../findings/user-error.ts';
import { parseEnvFile } from '../lint/input/env-file.ts';
import type { Host } from './host.ts';
import { readOwnFile } from './lint/own-file.ts';

/** The variables of `--env-file`. Throws a {@link UserError} for a file that cannot be read. */
export async function readEnvFile(path: string, host: Host): Promise<ReadonlyMap<string, string>> {
  const parsed = parseEnvFile(await readOwnFile(host, path, 'the environment of --env-file'));
  if (!parsed.ok) throw new UserError(parsed.message, { place: { path, line: parsed.line } });
  return parsed.variables;
}
