import { UserError } from '../findings/user-error.ts';
import { pluginCredentials } from './client-node.ts';
import {
  basicCredentials,
  NO_CREDENTIALS,
  tokenCredentials,
  tokenFileCredentials,
  withClientCertificate,
  withHeaders,
} from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { pemField, stringField } from './kubeconfig-file.ts';
import type { KubeconfigEntry } from './kubeconfig-file.ts';
import { readNamedFile } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** What a user's credentials depend on beside the user. */
export interface UserOptions {
  readonly server: URL;
  readonly cluster: KubeconfigEntry;
  readonly surroundings: Surroundings;
}

/**
 * As whom a kubeconfig user asks. Of several ways the first counts, as for kubectl: tokenFile, token, username, exec,
 * auth-provider; a client certificate and impersonation go with any of them. Throws a {@link UserError} where a file is missing.
 */
export async function credentialsOfUser(user: KubeconfigEntry, options: UserOptions): Promise<Credentials> {
  const certified = await addClientCertificate(user, { ...options, credentials: await baseCredentials(user, options) });
  const headers = impersonationHeaders(user);
  return Object.keys(headers).length === 0 ? certified : withHeaders(certified, headers);
}

async function baseCredentials(user: KubeconfigEntry, { server, cluster, surroundings }: UserOptions): Promise<Credentials> {
  const origin = `kubeconfig ${user.title}`;
  const asked = { origin, server: server.origin };
  const tokenFile = stringField(user, 'tokenFile');
  if (tokenFile !== undefined) {
    const path = user.resolvePath(tokenFile);
    await readNamedFile(surroundings, path, `the tokenFile of ${user.title}`);
    return tokenFileCredentials({ path, readFile: surroundings.readFile, ...asked });
  }
  const token = stringField(user, 'token');
  if (token !== undefined) return tokenCredentials({ token, ...asked });
  const username = stringField(user, 'username');
  if (username !== undefined) return basicCredentials({ username, password: stringField(user, 'password') ?? '', origin });
  if (isSet(user.fields['exec']) || isSet(user.fields['auth-provider'])) return pluginCredentials({ user, cluster, server });
  // Left empty, by a template perhaps: better refused here than taken for anonymous there.
  if (user.fields['token'] === '') return tokenCredentials({ token: '', ...asked });
  return NO_CREDENTIALS;
}

async function addClientCertificate(
  user: KubeconfigEntry,
  { surroundings, credentials }: UserOptions & { readonly credentials: Credentials },
): Promise<Credentials> {
  const read = (field: string) =>
    pemField(user, field, (path) => readNamedFile(surroundings, path, `the ${field} of ${user.title}`));
  const cert = await read('client-certificate');
  const key = await read('client-key');
  if (cert === undefined && key === undefined) return credentials;
  if (cert === undefined || key === undefined) {
    const half = cert === undefined ? 'client-key without a client-certificate' : 'client-certificate without a client-key';
    throw new UserError(`${user.title} has a ${half}`, { place: user.place });
  }
  return withClientCertificate(credentials, { cert, key, origin: `kubeconfig ${user.title}` });
}

function impersonationHeaders(user: KubeconfigEntry): Record<string, string | readonly string[]> {
  const groups: unknown = user.fields['as-groups'] ?? [];
  if (!Array.isArray(groups) || !groups.every((group) => typeof group === 'string')) {
    throw new UserError(`${user.title}: as-groups must be a list of strings`, { place: user.place });
  }
  if (isSet(user.fields['as-user-extra'])) {
    throw new UserError(`${user.title}: as-user-extra is not supported`, {
      hint: 'as, as-uid and as-groups are',
      place: user.place,
    });
  }
  const name = stringField(user, 'as');
  const uid = stringField(user, 'as-uid');
  return {
    ...(name === undefined ? {} : { 'Impersonate-User': name }),
    ...(uid === undefined ? {} : { 'Impersonate-Uid': uid }),
    ...(groups.length === 0 ? {} : { 'Impersonate-Group': groups }),
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
