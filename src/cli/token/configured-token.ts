import type { ClusterConfig } from '../../apisix/discovery-config/model.ts';
import { resolveCredential } from '../../apisix/discovery-config/references.ts';
import type { Environment } from '../../apisix/yaml/substitution.ts';
import { UserError } from '../../findings/user-error.ts';
import type { GatewayConfig } from '../../kube/gateway-clusters.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { TokenText } from '../../token/token-text.ts';
import type { VerificationError } from '../../token/verify/verification.ts';
import type { Host } from '../host.ts';

/** Whose config it is, and where its variables and files are. */
export interface ConfiguredTokenOptions {
  readonly gateway: Pick<GatewayConfig, 'path' | 'release'>;
  readonly env: Environment;
  readonly readFile: Host['readFile'];
}

/** The token of a cluster as its config has it, or why its token_file cannot be read. Throws a {@link UserError} for a variable that is not set. */
export async function configuredToken(
  cluster: ClusterConfig,
  { gateway: { path: config, release }, env, readFile }: ConfiguredTokenOptions,
): Promise<TokenText | VerificationError> {
  const resolved = resolveCredential(cluster, { env, release });
  if (!resolved.ok) throw new UserError(resolved.message, { hint: resolved.hint, place: { path: config } });
  const { credential } = resolved;
  if (credential.kind === 'token') {
    return { text: credential.token, place: { kind: 'inline', config, cluster: cluster.id } };
  }
  const { path } = credential;
  try {
    return { text: await readFile(path), place: { kind: 'token-file', path } };
  } catch (error) {
    return { id: 'T24', message: `${path}: cannot read client.token_file: ${readingFailure(error)}` };
  }
}
