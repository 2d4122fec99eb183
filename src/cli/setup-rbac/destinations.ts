import { basename, dirname, join } from 'node:path';
import { UserError } from '../../findings/user-error.ts';
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

/** What `--emit-config` and `--emit-token-file` name, as it is now. Throws a {@link UserError} for what cannot be written. */
export async function findDestinations(
  { emitConfig, emitTokenFile, gatewayServer, tokenSource }: SetupFlags,
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
  return { config, tokenFile: await destinationOf(await absolute(emitTokenFile, host), host) };
}

async function destinationOf(path: string | undefined, host: Host): Promise<Destination | undefined> {
  if (path === undefined) return undefined;
  try {
    return { path, before: await host.readFile(path) };
  } catch (error) {
    if (isAbsent(error)) return { path, before: undefined };
    throw new UserError(`cannot write there: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
}

/** The file itself may not be there yet. */
async function absolute(path: string | undefined, { files }: Host): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const directory = dirname(path);
  try {
    return join(await files.realPath(directory), basename(path));
  } catch (error) {
    throw new UserError(`cannot write there: ${directory}: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
}
