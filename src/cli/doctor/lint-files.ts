import type { LintedFiles } from '../../doctor/linted-files.ts';
import type { Release } from '../../apisix/release.ts';
import type { Environment } from '../../apisix/yaml/substitution.ts';
import type { Host } from '../host.ts';
import type { LintFlags } from '../lint/flags.ts';
import { lintRound } from '../lint/lint-round.ts';
import { readProject } from '../lint/project.ts';
import { readInputs } from '../lint/read-inputs.ts';
import type { DoctorFlags } from './flags.ts';

/** What `--config` and `--routes` are linted as. */
export interface LintingOptions {
  readonly release: Release;
  readonly env: Environment;
  readonly host: Host;
}

/**
 * Lints `--config` and `--routes` together, as one release, in the gateway's environment; undefined where neither was given. Throws a
 * UserError for what is not there.
 */
export async function lintFiles(
  { config, routes }: Pick<DoctorFlags, 'config' | 'routes'>,
  { release, env, host }: LintingOptions,
): Promise<LintedFiles | undefined> {
  const paths = [...(config === undefined ? [] : [config]), ...routes];
  if (paths.length === 0) return undefined;
  const flags: LintFlags = {
    paths,
    output: 'text',
    gatewayVersion: [release],
    ignore: [],
    file: [],
    // What a team tolerates in its files may still be why nothing works.
    settings: false,
    checkFiles: true,
  };
  const project = await readProject(flags, host);
  const read = await readInputs(flags, { ...project, host });
  const report = await lintRound(read, { flags, project, environment: { env, isGatewayEnv: true }, host });
  return { report, config, routes };
}
