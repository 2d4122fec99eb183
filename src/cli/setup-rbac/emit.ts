import type { Finding } from '../../findings/finding.ts';
import { UserError } from '../../findings/user-error.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { Emitted, EmittedFile } from '../../provision/report.ts';
import type { Host } from '../host.ts';
import type { ConfigText } from './config-text.ts';
import type { Destination, Destinations } from './destinations.ts';
import { textAt } from './writable-file.ts';

/** What the gateway is to be given. Holds secrets. */
export interface Emission {
  readonly destinations: Destinations;
  /** Undefined where none is wanted. */
  readonly config: ConfigText | undefined;
  /** For a file of its own; undefined where none is wanted. */
  readonly token: string | undefined;
}

/** What became of the files, and why one could not be written. */
export interface EmissionOutcome {
  readonly emitted: Emitted;
  readonly failure?: UserError;
}

/** What was wanted and is not written, in a dry run or after a failure. */
export function notEmitted({ config, tokenFile }: Destinations, findings: readonly Finding[]): Emitted {
  const left = (destination: Destination | undefined): EmittedFile | null =>
    destination === undefined ? null : { path: destination.path, state: 'not-written', isExposed: false };
  return { config: left(config), tokenFile: left(tokenFile), findings };
}

/**
 * Writes the files, each at once or not at all, the token's first, as the config names it. Where one cannot be written, those behind it are not.
 * What is for stdout is left to the caller.
 */
export async function emit({ destinations, config, token }: Emission, host: Host): Promise<EmissionOutcome> {
  let emitted = notEmitted(destinations, []);
  try {
    emitted = { ...emitted, tokenFile: await writtenToken(destinations.tokenFile, token, host) };
    const findings = config?.findings ?? [];
    return { emitted: { ...emitted, config: await writtenConfig(destinations.config, config, host), findings } };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { emitted, failure: error };
  }
}

async function writtenToken(
  destination: Destination | undefined,
  text: string | undefined,
  host: Host,
): Promise<EmittedFile | null> {
  if (destination === undefined || text === undefined) return null;
  const { path } = destination;
  // Also where it holds this very token: others may have been let at it.
  await orFail(path, host.files.writeSecret(path, text));
  return { path, state: stateOf(destination, text), isExposed: false };
}

/** A new file is for its owner alone where a token is in it. One that is there keeps its mode, as the gateway must go on reading it. */
async function writtenConfig(
  destination: Destination | undefined,
  config: ConfigText | undefined,
  host: Host,
): Promise<EmittedFile | null> {
  if (destination === undefined || config === undefined) return null;
  const { path, before } = destination;
  const { text, holdsToken } = config;
  if (path === '-') return { path, state: 'printed', isExposed: false };
  const { files } = host;
  const state = stateOf(destination, text);
  if (state !== 'unchanged') {
    await checkUnchanged(destination, host);
    const write = before === undefined && holdsToken ? files.writeSecret : files.write;
    await orFail(path, write(path, text));
  }
  return { path, state, isExposed: holdsToken && (await orFail(path, files.isShared(path))) };
}

/** While the cluster was set up, somebody may have edited the file, and would lose that. */
async function checkUnchanged({ path, before }: Destination, host: Host): Promise<void> {
  if ((await orFail(path, textAt(path, host))) === before) return;
  throw new UserError('it has changed since it was read', { place: { path }, hint: 'The cluster is set up. Run this again.' });
}

function stateOf({ before }: Destination, text: string): 'created' | 'changed' | 'unchanged' {
  if (before === undefined) return 'created';
  return before === text ? 'unchanged' : 'changed';
}

async function orFail<T>(path: string, writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    throw new UserError(`cannot write it: ${readingFailure(error)}`, {
      place: { path },
      hint: 'The cluster is set up. Run it again with another file.',
      cause: error,
    });
  }
}
