import { UserError } from '../findings/user-error.ts';
import type { Connection, TlsTrust } from './connection.ts';
import { NO_CREDENTIALS, tokenCredentials, tokenFileCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { parseServerUrl } from './server-url.ts';
import { readNamedFile } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** What the command line says of the API server, as given. */
export interface ConnectionFlags {
  readonly server?: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly certificateAuthority?: string;
  readonly insecureSkipTlsVerify?: boolean;
}

/** The connection of `--server`. Without a token it sends none, so that a `kubectl proxy` works; no kubeconfig is looked at. */
export async function connectionFromFlags(
  flags: ConnectionFlags & { readonly server: string },
  surroundings: Surroundings,
): Promise<Connection> {
  const server = parseServerUrl(flags.server, '--server');
  return override(
    {
      id: undefined,
      name: server.host,
      server,
      source: { kind: 'flags' },
      credentials: NO_CREDENTIALS,
      trust: { verify: 'chain-and-name' },
    },
    flags,
    surroundings,
  );
}

/** The connection with those parts replaced that the flags speak of: the credentials as a whole, the trust as a whole. */
export async function override(connection: Connection, flags: ConnectionFlags, surroundings: Surroundings): Promise<Connection> {
  const credentials = await credentialsOfFlags(flags, { server: connection.server, surroundings });
  const trust = await trustOfFlags(flags, { trust: connection.trust, surroundings });
  return { ...connection, credentials: credentials ?? connection.credentials, trust };
}

/** Whether a flag beside `--server` says as whom or how far to trust. */
export function hasOverrides({ token, tokenFile, certificateAuthority, insecureSkipTlsVerify }: ConnectionFlags): boolean {
  return token !== undefined || tokenFile !== undefined || certificateAuthority !== undefined || insecureSkipTlsVerify === true;
}

async function credentialsOfFlags(
  { token, tokenFile }: ConnectionFlags,
  { server: { origin: server }, surroundings }: { readonly server: URL; readonly surroundings: Surroundings },
): Promise<Credentials | undefined> {
  if (token !== undefined && tokenFile !== undefined)
    throw new UserError('--token and --token-file exclude each other', { hint: 'give one of them' });
  if (token?.trim() === '') {
    throw new UserError('--token is empty, and the API server would answer 403 as system:anonymous', {
      hint: 'is the variable set that it comes from? Without --token no token is sent',
    });
  }
  if (token !== undefined) return tokenCredentials({ token, origin: '--token', server });
  if (tokenFile === undefined) return undefined;
  await readNamedFile(surroundings, tokenFile, 'the token of --token-file');
  return tokenFileCredentials({ path: tokenFile, origin: `--token-file ${tokenFile}`, server, readFile: surroundings.readFile });
}

async function trustOfFlags(
  { certificateAuthority, insecureSkipTlsVerify }: ConnectionFlags,
  { trust, surroundings }: { readonly trust: TlsTrust; readonly surroundings: Surroundings },
): Promise<TlsTrust> {
  const { servername } = trust;
  const name = servername === undefined ? {} : { servername };
  if (insecureSkipTlsVerify === true && certificateAuthority !== undefined) {
    throw new UserError('--certificate-authority and --insecure-skip-tls-verify exclude each other', {
      hint: 'give one of them',
    });
  }
  if (insecureSkipTlsVerify === true) return { verify: 'nothing', ...name };
  if (certificateAuthority === undefined) return trust;
  const ca = await readNamedFile(surroundings, certificateAuthority, 'the certificates of --certificate-authority');
  // Node takes anything for a list of certificates, and then trusts nobody.
  if (!/^-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/m.test(ca)) {
    throw new UserError('no certificate in it', {
      place: { path: certificateAuthority },
      hint: '--certificate-authority takes a file of certificates in PEM, each after a line -----BEGIN CERTIFICATE-----',
    });
  }
  // The gateway sends no name, and so has none to compare.
  return { verify: servername === '' ? 'chain' : 'chain-and-name', ca: [ca], ...name };
}
