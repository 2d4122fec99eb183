import type { WantedName } from '../../doctor/examination.ts';
import type { LintedFiles } from '../../doctor/linted-files.ts';
import { wantedNames } from '../../doctor/wanted-names.ts';
import type { Release } from '../../apisix/release.ts';
import type { Environment } from '../../apisix/yaml/substitution.ts';
import type { LintFile } from '../../lint/document.ts';
import { documentsOf } from '../../lint/input/documents-of.ts';
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

/** What the files of a run say. */
export interface GivenFiles {
  /** Undefined where none was given. */
  readonly linted: LintedFiles | undefined;
  /** The service_names that `--routes` ask for. */
  readonly names: readonly WantedName[];
  readonly files: readonly LintFile[];
}

/**
 * Lints `--config` and `--routes` together, as one release, in the gateway's environment, and tells the names that the routes ask for.
 * Throws a UserError for what is not there.
 */
export async function lintFiles(
  { config, routes }: Pick<DoctorFlags, 'config' | 'routes'>,
  { release, env, host }: LintingOptions,
): Promise<GivenFiles> {
  const paths = [...(config === undefined ? [] : [config]), ...routes];
  if (paths.length === 0) return { linted: undefined, names: [], files: [] };
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
  const names = host.compute(() => wantedNames(read.files.flatMap(documentsOf), { release, env }));
  return { linted: { report, config, routes }, names, files: read.files };
}
