import { basename, dirname, join } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
import { readToken } from '../../kube/read-token.ts';
import type { TokenDamage } from '../../kube/read-token.ts';
import { isAbsent, readingFailure } from '../../kube/surroundings.ts';
import type { Host } from '../host.ts';
import type { SetupFlags } from './flags.ts';
import type { Target } from './targets.ts';

/** A file that is to be written. */
export interface Destination {
  /** `-` is stdout. Absolute for the file of a token, as the config names it. */
  readonly path: string;
  /** Its text so far, which may hold a secret; undefined for a new one. */
  readonly before: string | undefined;
}

/** Where the gateway's config and its token are to go. */
export interface Destinations {
  readonly config: Destination | undefined;
  readonly tokenFile: Destination | undefined;
}

/**
 * What `--emit-config` and `--emit-token-file` name, as it is now. Throws a {@link UserError} for what cannot be written, and unless forced for
 * a file that a token is to replace and that holds something else.
 */
export async function findDestinations(
  { emitConfig, emitTokenFile, gatewayServer, tokenSource, force }: SetupFlags,
  targets: readonly Target[],
  host: Host,
): Promise<Destinations> {
  if (targets.length > 1 && emitTokenFile !== undefined)
    throw new UserError(`--emit-token-file holds one token, and there are ${targets.length} clusters`, {
      hint: 'leave it out: the config then holds the tokens',
    });
  if (targets.length > 1 && gatewayServer !== undefined)
    throw new UserError(`--gateway-server is the address of one cluster, and there are ${targets.length}`, {
      hint: 'leave it out, and mend the addresses in the config',
    });
  if (targets.length > 1 && emitConfig !== undefined && tokenSource === 'none')
    throw new UserError(`--token none is for the cluster that the gateway runs in, and there are ${targets.length}`, {
      hint: 'leave it out, or set up one cluster after the other with --context',
    });
  const config = emitConfig === '-' ? { path: '-', before: undefined } : await destinationOf(emitConfig, host);
  const tokenFile = await destinationOf(await absolute(emitTokenFile, host), host);
  if (force !== true && tokenFile?.before !== undefined && !isTokenFile(tokenFile.before))
    throw new UserError('this file holds something other than a token, which --emit-token-file would write over', {
      place: { path: emitTokenFile ?? '' },
      hint: 'name another file, or write over this one with --force',
    });
  if (config !== undefined && tokenFile !== undefined && (await isSameFile(config, tokenFile, host)))
    throw new UserError('--emit-config and --emit-token-file name the same file', { hint: 'give two' });
  return { config, tokenFile };
}

/** Behind all links and spellings. */
async function isSameFile(config: Destination, tokenFile: Destination, host: Host): Promise<boolean> {
  if (config.path === '-') return false;
  const [one, other] = await Promise.all(
    [config, tokenFile].map(async ({ path, before }) =>
      before === undefined ? join(await directoryOf(path, host), basename(path)) : host.files.realPath(path),
    ),
  );
  return one === other;
}

/** Whether a file is there to hold a token: with one in it, or what is left of one, or a place kept for one. */
function isTokenFile(text: string): boolean {
  const reading = readToken(text);
  switch (reading.kind) {
    case 'damaged':
      return TOKEN_WITH_DAMAGE.includes(reading.damage.kind);
    case 'placeholder':
      return !text.trim().includes('\n');
    default:
      return reading.kind !== 'opaque';
  }
}

/** What is found in tokens alone: quotes, blanks and other characters are in many a file. */
const TOKEN_WITH_DAMAGE: readonly TokenDamage['kind'][] = ['bearer', 'parts', 'claims', 'signature'];

async function destinationOf(path: string | undefined, host: Host): Promise<Destination | undefined> {
  if (path === undefined) return undefined;
  const before = await writableText(path, host);
  return before === undefined ? newFile(path, host) : { path, before };
}

/** What a file holds that is to be written; undefined where there is none. Throws a {@link UserError} where there is something else. */
export async function writableText(path: string, host: Host): Promise<string | undefined> {
  try {
    return await textAt(path, host);
  } catch (error) {
    throw new UserError(`cannot write there: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
}

/** In bytes. A whole config.yaml has some 50 KiB; editing a hundred times as much takes seconds, and gives nothing else a turn meanwhile. */
const LARGEST_FILE = 4 * 1024 * 1024;

/** What a file holds; undefined where there is none. Rejects as node:fs does, for a large one, and for a device or a pipe, which may never end. */
export async function textAt(path: string, { files, readFile }: Host): Promise<string | undefined> {
  try {
    const { kind, size } = await files.stat(path);
    if (kind === 'other') throw new Error('it is a device or a pipe');
    if (size > LARGEST_FILE) throw new Error(`it is larger than ${LARGEST_FILE / 1024 / 1024} MiB`);
    return await readFile(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Its directory must be there before the cluster is written to. */
async function newFile(path: string, host: Host): Promise<Destination> {
  await directoryOf(path, host);
  return { path, before: undefined };
}

/** The file itself may not be there yet. */
async function absolute(path: string | undefined, host: Host): Promise<string | undefined> {
  return path === undefined ? undefined : join(await directoryOf(path, host), basename(path));
}

async function directoryOf(path: string, { files }: Host): Promise<string> {
  const directory = dirname(path);
  try {
    return await files.realPath(directory);
  } catch (error) {
    throw new UserError(`cannot write there: ${directory}: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
}
