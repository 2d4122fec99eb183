import { posix } from 'node:path';
import type { WantedName } from '../../doctor/examination.ts';
import type { LintedFiles } from '../../doctor/linted-files.ts';
import { wantedNames } from '../../doctor/wanted-names.ts';
import type { Release } from '../../apisix/release.ts';
import type { Environment } from '../../apisix/yaml/substitution.ts';
import { lowerFirst } from '../../findings/lower-first.ts';
import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { LintFile } from '../../lint/document.ts';
import { documentsOf } from '../../lint/input/documents-of.ts';
import type { InputProblem } from '../../lint/input/input-problem.ts';
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
 * Throws a {@link UserError} for what is not there, or is no text: of a gateway nothing is learnt by it.
 */
export async function lintFiles(
  { config, routes }: Pick<DoctorFlags, 'config' | 'routes'>,
  { release, env, host }: LintingOptions,
): Promise<GivenFiles> {
  const paths = [...(config === undefined ? [] : [config]), ...routes];
  if (paths.length === 0) return { linted: undefined, names: [], files: [] };
  if (config !== undefined) await checkConfigFile(config, host);
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
  const unread = read.problems.find(({ severity }) => severity === 'error');
  if (unread !== undefined) throw unreadError(unread, config);
  const report = await lintRound(read, { flags, project, environment: { env, isGatewayEnv: true }, host });
  const names = host.compute(() => wantedNames(read.files.flatMap(documentsOf), { release, env }));
  return { linted: { report, config, routes }, names, files: read.files };
}

/** A pattern or a directory, which lint takes, is no config of a gateway. */
async function checkConfigFile(path: string, { files }: Host): Promise<void> {
  const why = await files.stat(path).then(({ kind }) => (kind === 'directory' ? 'it is a directory' : undefined), readingFailure);
  if (why !== undefined) throw new UserError(`cannot read the gateway's config: ${why}`, { place: { path } });
}

function unreadError({ path, message, position, isUnreadable }: InputProblem, config: string | undefined): UserError {
  const isConfig = config !== undefined && posix.normalize(config) === path;
  const what = isConfig ? "the gateway's config" : 'the routes';
  return new UserError(isUnreadable === true ? message : `cannot read ${what}: ${lowerFirst(message)}`, {
    place: { path, ...position },
    hint: isConfig ? 'name the config.yaml that the gateway reads' : 'name files of YAML or JSON',
  });
}
