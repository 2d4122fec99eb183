import type { Environment } from '../../apisix/yaml/substitution.ts';
import { readEnvFile } from '../env-file.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from './flags.ts';

export interface GatewayEnvironment {
  readonly env: Environment;
  /** The user vouches for it; otherwise it is that of this machine, and what it lacks may be set elsewhere. */
  readonly isGatewayEnv: boolean;
}

/** The environment that `${{VAR}}` and `${VAR}` are looked up in. Throws a UserError for an `--env-file` that cannot be read. */
export async function gatewayEnvironment({ envFile, checkEnv }: LintFlags, host: Host): Promise<GatewayEnvironment> {
  if (envFile === undefined) return { env: (name) => host.env[name], isGatewayEnv: checkEnv === true };
  const variables = await readEnvFile(envFile, host);
  return { env: (name) => variables.get(name), isGatewayEnv: true };
}
