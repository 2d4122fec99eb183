import type { Environment } from '../../apisix/yaml/substitution.ts';
import { UserError } from '../../findings/user-error.ts';
import { parseEnvFile } from '../../lint/input/env-file.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';
import { readOwnFile } from './own-file.ts';

export interface GatewayEnvironment {
  readonly env: Environment;
  /** The user vouches for it; otherwise it is that of this machine, and what it lacks may be set elsewhere. */
  readonly isGatewayEnv: boolean;
}

/** The environment that `${{VAR}}` and `${VAR}` are looked up in. Throws a {@link UserError} for an `--env-file` that cannot be read. */
export async function gatewayEnvironment({ envFile, checkEnv }: LintFlags, host: Host): Promise<GatewayEnvironment> {
  if (envFile === undefined) return { env: (name) => host.env[name], isGatewayEnv: checkEnv === true };
  const parsed = parseEnvFile(await readOwnFile(host, envFile, 'the environment of --env-file'));
  if (!parsed.ok) throw new UserError(parsed.message, { place: { path: envFile, line: parsed.line } });
  return { env: (name) => parsed.variables.get(name), isGatewayEnv: true };
}
