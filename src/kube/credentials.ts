import { luaTrim } from '../apisix/lua-trim.ts';
import { KubeError } from './kube-error.ts';
import { LONGEST_TOKEN } from './read-token.ts';
import { readingFailure } from './surroundings.ts';

/** What one request carries to say who asks. Holds secrets: pass it on to Node's request, keep it nowhere. */
export interface Authentication {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** PEM of a client certificate and its key. */
  readonly cert?: string;
  readonly key?: string;
}

/** How an API server is told who asks: a bearer token, a client certificate, an exec plugin or auth-provider, name and password, or not at all. */
export type AuthenticationMethod = 'token' | 'certificate' | 'plugin' | 'password' | 'none';

/** As whom an API server is asked. Secrets stay inside `authenticate`, so printing the object shows none. */
export interface Credentials {
  /** For people, without the secret: `the token of --token-file /t`. Fits "refuses …". */
  readonly description: string;
  /** Impersonation changes nothing of it, nor does a client certificate beside something else. */
  readonly method: AuthenticationMethod;
  /**
   * What the next request must carry; asked anew for every request, as tokens rotate. Rejects with a {@link KubeError}
   * (`unauthorized`, cause `empty-token` or `no-credentials`) when there is nothing to send.
   */
  authenticate(): Promise<Authentication>;
}

/** For a `kubectl proxy`, which adds its own, or an API server that lets anyone in. */
export const NO_CREDENTIALS: Credentials = {
  description: 'a request without credentials',
  method: 'none',
  authenticate: async () => ({ headers: {} }),
};

/** The token as it stands, ends trimmed. `origin` says where it came from: `--token`. */
export function tokenCredentials(options: {
  readonly token: string;
  readonly origin: string;
  readonly server: string;
}): Credentials {
  const { token, origin, server } = options;
  return {
    description: `the token of ${origin}`,
    method: 'token',
    authenticate: async () => bearer({ token, origin, server }),
  };
}

/** The token in a file, read again for each request: kubelets rotate it, and the gateway does the same from 3.13.0 on. */
export function tokenFileCredentials(options: {
  readonly path: string;
  readonly origin: string;
  readonly server: string;
  readonly readFile: (path: string) => Promise<string>;
}): Credentials {
  const { path, origin, server, readFile } = options;
  return {
    description: `the token of ${origin}`,
    method: 'token',
    authenticate: async () => {
      const token = await readFile(path).catch((error: unknown) => {
        throw noCredentials(`${path}: ${readingFailure(error)}`, { server, origin, error });
      });
      return bearer({ token, origin, server });
    },
  };
}

/** A user name and password, which API servers before 1.19 and some proxies take. */
export function basicCredentials(options: {
  readonly username: string;
  readonly password: string;
  readonly origin: string;
}): Credentials {
  const { username, password, origin } = options;
  const header = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return {
    description: `the password of ${origin}`,
    method: 'password',
    authenticate: async () => ({ headers: { Authorization: header } }),
  };
}

/** The same credentials with a client certificate (both in PEM), which alone suffices where they are {@link NO_CREDENTIALS}. */
export function withClientCertificate(
  credentials: Credentials,
  options: { readonly cert: string; readonly key: string; readonly origin: string },
): Credentials {
  const { cert, key, origin } = options;
  const { description, method } = credentials;
  return {
    ...(method === 'none'
      ? { description: `the client certificate of ${origin}`, method: 'certificate' }
      : { description, method }),
    authenticate: async () => ({ ...(await credentials.authenticate()), cert, key }),
  };
}

/** The same credentials with more headers, such as those of impersonation. */
export function withHeaders(credentials: Credentials, headers: Authentication['headers']): Credentials {
  return {
    ...credentials,
    authenticate: async () => {
      const authentication = await credentials.authenticate();
      return { ...authentication, headers: { ...authentication.headers, ...headers } };
    },
  };
}

/** The {@link KubeError} of credentials that could not be had, so that nothing was sent. `reason` must hold no secret. */
export function noCredentials(
  reason: string,
  details: { readonly server: string; readonly origin: string; readonly error?: unknown },
): KubeError {
  const { server, origin, error } = details;
  return new KubeError(`${server} was not asked, for want of credentials from ${origin}: ${reason}`, {
    kind: 'unauthorized',
    cause: 'no-credentials',
    server,
    error,
  });
}

/** Whether an HTTP header can carry a text. A line break would end it; Node refuses that and anything beyond Latin-1 with a message that says less. */
export function isSendable(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function bearer(options: { readonly token: string; readonly origin: string; readonly server: string }): Authentication {
  const { origin, server } = options;
  const token = luaTrim(options.token);
  if (token === '') {
    // An API server takes an empty bearer token for no credentials at all, so its answer would mislead.
    throw new KubeError(
      `${server} was not asked: the token of ${origin} is empty, and the API server would answer 403 as system:anonymous`,
      { kind: 'unauthorized', cause: 'empty-token', server },
    );
  }
  if (token.length > LONGEST_TOKEN) {
    throw noCredentials(`the token has ${token.length} characters, too many for a header`, { server, origin });
  }
  if (!isSendable(token)) {
    throw noCredentials('the token has a line break or another character that no HTTP header can carry', { server, origin });
  }
  return { headers: { Authorization: `Bearer ${token}` } };
}
