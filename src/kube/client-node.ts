import type { Agent, OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import { sep } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import type { Connection, TlsTrust } from './connection.ts';
import { noCredentials } from './credentials.ts';
import type { Authentication, Credentials } from './credentials.ts';
import { excerpt } from './excerpt.ts';
import { isJsonMap, listOf } from './json-map.ts';
import type { KubeconfigEntry } from './kubeconfig-file.ts';

/**
 * How long an answer of a plugin is used again. client-node runs an exec plugin that names no expiry for every request; a list of
 * many pages shall run it once. An expired token is so sent for that long at most, and API servers allow for 60 s.
 */
const REUSE_MS = 10_000;

/**
 * Credentials from an exec plugin or an auth-provider (OIDC and others), obtained and refreshed by @kubernetes/client-node. It is
 * loaded at the first request only: importing it takes a third of a second, which a token or a certificate need not wait for.
 */
export function pluginCredentials(options: {
  readonly user: KubeconfigEntry;
  readonly cluster: KubeconfigEntry;
  readonly server: URL;
}): Credentials {
  const { user, cluster, server } = options;
  const origin = `kubeconfig ${user.title}`;
  const description = `the credentials of ${origin}`;
  let kubeConfig: Promise<KubeConfig> | undefined;
  let latest: { readonly at: number; readonly authentication: Promise<Authentication> } | undefined;

  async function ask(): Promise<Authentication> {
    kubeConfig ??= load({ user: { exec: execOf(user, cluster), 'auth-provider': user.fields['auth-provider'] } });
    const headers: OutgoingHttpHeaders = {};
    const answer: RequestOptions = { headers };
    try {
      await (await kubeConfig).applyToHTTPSOptions(answer);
    } catch (error) {
      // The error itself is left out: it may quote what the plugin printed.
      throw noCredentials(reasonOf(error, user), { server: server.origin, origin });
    }
    const { cert, key } = answer;
    const token = headers['Authorization'];
    if (typeof token !== 'string' && cert === undefined) {
      throw noCredentials('it gave none', { server: server.origin, origin });
    }
    return {
      headers: typeof token === 'string' ? { Authorization: token.trim() } : {},
      ...(typeof cert === 'string' && typeof key === 'string' ? { cert, key } : {}),
    };
  }

  async function authenticate(): Promise<Authentication> {
    if (latest === undefined || performance.now() - latest.at > REUSE_MS) {
      latest = { at: performance.now(), authentication: ask() };
    }
    try {
      return await latest.authentication;
    } catch (error) {
      latest = undefined;
      throw error;
    }
  }

  return { description, method: 'plugin', authenticate };
}

/** An agent through the kubeconfig's `proxy-url` (http, https or socks), the same until the client certificate changes. */
export function proxyAgent(options: { readonly server: URL; readonly proxyUrl: string }): NonNullable<Connection['proxyAgent']> {
  const { server, proxyUrl } = options;
  let latest: { readonly cert: string | undefined; readonly agent: Promise<Agent> } | undefined;

  async function build({ verify, ca, servername }: TlsTrust, { cert, key }: Authentication): Promise<Agent> {
    const kubeConfig = await load({
      cluster: {
        server: server.href,
        'proxy-url': proxyUrl,
        'certificate-authority-data': base64(ca?.join('\n')),
        'insecure-skip-tls-verify': verify === 'nothing',
        'tls-server-name': servername,
      },
      user: { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) },
    });
    const answer: RequestOptions = {};
    await kubeConfig.applyToHTTPSOptions(answer);
    if (typeof answer.agent !== 'object') throw new TypeError('client-node gives an agent for every proxy-url');
    return answer.agent;
  }

  return ({ trust, authentication }) => {
    if (latest === undefined || latest.cert !== authentication.cert) {
      latest = { cert: authentication.cert, agent: build(trust, authentication) };
    }
    return latest.agent;
  };
}

/** client-node's view of one cluster and one user, in the words of a kubeconfig. Without a cluster it only authenticates. */
async function load(entries: { readonly cluster?: object; readonly user: object }): Promise<KubeConfig> {
  const { KubeConfig } = await import('./client-node-exports.ts');
  const kubeConfig = new KubeConfig();
  const name = 'chosen';
  kubeConfig.loadFromString(
    JSON.stringify({
      clusters: entries.cluster === undefined ? [] : [{ name, cluster: entries.cluster }],
      users: [{ name, user: entries.user }],
      contexts: [{ name, context: { cluster: name, user: name } }],
      'current-context': name,
    }),
  );
  return kubeConfig;
}

/** The `exec` block with what client-node leaves out: the command's directory, and KUBERNETES_EXEC_INFO. */
function execOf(user: KubeconfigEntry, cluster: KubeconfigEntry): object | undefined {
  const exec = user.fields['exec'];
  if (!isJsonMap(exec)) return undefined;
  const { command, env, apiVersion, provideClusterInfo } = exec;
  const info = {
    apiVersion,
    kind: 'ExecCredential',
    spec: { interactive: false, ...(provideClusterInfo === true ? { cluster: clusterInfo(cluster) } : {}) },
  };
  return {
    ...exec,
    // As kubectl: a bare name is looked up in PATH, anything else counts from the kubeconfig's directory.
    command: typeof command === 'string' && command.includes(sep) ? user.resolvePath(command) : command,
    env: [...listOf(env), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }],
  };
}

function clusterInfo({ fields }: KubeconfigEntry): object {
  const config = listOf(fields['extensions']).find(
    (extension) => isJsonMap(extension) && extension['name'] === 'client.authentication.k8s.io/exec',
  );
  const passedOn = ['server', 'tls-server-name', 'insecure-skip-tls-verify', 'certificate-authority-data', 'proxy-url'];
  return {
    ...Object.fromEntries(passedOn.map((field) => [field, fields[field]])),
    ...(isJsonMap(config) ? { config: config['extension'] } : {}),
  };
}

/** Why a plugin gave nothing, in one line that quotes nothing it printed as its answer. */
function reasonOf(error: unknown, user: KubeconfigEntry): string {
  if (!(error instanceof Error)) return excerpt(String(error));
  const { exec } = user.fields;
  if (!isJsonMap(exec)) return excerpt(error.message);
  if (error instanceof SyntaxError || error instanceof TypeError) return `${String(exec['command'])} printed no ExecCredential`;
  if ('code' in error && error.code === 'ENOENT') {
    const hint = typeof exec['installHint'] === 'string' ? `: ${excerpt(exec['installHint'])}` : '';
    return `${String(exec['command'])} is not installed${hint}`;
  }
  return `${String(exec['command'])} failed${error.message.trim() === '' ? '' : `: ${excerpt(error.message)}`}`;
}

function base64(pem: string | undefined): string | undefined {
  return pem === undefined ? undefined : Buffer.from(pem).toString('base64');
}
