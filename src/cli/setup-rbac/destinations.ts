import { basename, join } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
import type { Host } from '../host.ts';
import type { SetupFlags } from './flags.ts';
import { isTokenFile } from './token-file.ts';
import { directoryOf, writableText } from './writable-file.ts';

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
export async function findDestinations({ emitConfig, emitTokenFile, force }: SetupFlags, host: Host): Promise<Destinations> {
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

async function destinationOf(path: string | undefined, host: Host): Promise<Destination | undefined> {
  if (path === undefined) return undefined;
  const before = await writableText(path, host);
  // The directory of a new file must be there before the cluster is written to.
  if (before === undefined) await directoryOf(path, host);
  return { path, before };
}

async function absolute(path: string | undefined, host: Host): Promise<string | undefined> {
  return path === undefined ? undefined : join(await directoryOf(path, host), basename(path));
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
