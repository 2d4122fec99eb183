import { delimiter, join } from 'node:path';
import { UserError } from '../findings/user-error.ts';
import { proxyAgent } from './client-node.ts';
import type { Connection, TlsTrust } from './connection.ts';
import { NO_CREDENTIALS } from './credentials.ts';
import { mergeKubeconfigs, parseKubeconfig, pemField, stringField } from './kubeconfig-file.ts';
import type { Kubeconfig, KubeconfigEntry } from './kubeconfig-file.ts';
import { credentialsOfUser } from './kubeconfig-user.ts';
import { isNamespaceName } from './object-name.ts';
import { parseServerUrl } from './server-url.ts';
import { isAbsent, readNamedFile } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

/** `--kubeconfig` and `--context`. */
export interface KubeconfigChoice {
  readonly kubeconfig?: string;
  readonly context?: string;
}

/**
 * The connection that kubectl would use: `--kubeconfig`, else the files of KUBECONFIG that exist, else `~/.kube/config`.
 * Undefined where no file exists; a {@link UserError} for whatever is there and cannot be used.
 */
export async function connectionFromKubeconfig(
  choice: KubeconfigChoice,
  surroundings: Surroundings,
): Promise<Connection | undefined> {
  const files = await readKubeconfigs(choice, surroundings);
  if (files.length === 0) return undefined;
  const kubeconfig = mergeKubeconfigs(files);
  const context = chooseContext(kubeconfig, choice.context);
  const cluster = entryOf(kubeconfig, 'clusters', context);
  const user = entryOf(kubeconfig, 'users', context);
  if (cluster === undefined) throw new UserError(`${context.title} names no cluster`, { place: context.place });

  const server = serverOf(cluster);
  const namespace = namespaceOf(context);
  const proxyUrl = proxyUrlOf(cluster);
  return {
    id: undefined,
    name: context.name,
    server,
    source: { kind: 'kubeconfig', paths: kubeconfig.paths, context: context.name },
    ...(namespace === undefined ? {} : { namespace }),
    credentials: user === undefined ? NO_CREDENTIALS : await credentialsOfUser(user, { server, cluster, surroundings }),
    trust: await trustOf(cluster, surroundings),
    ...(proxyUrl === undefined ? {} : { proxyAgent: proxyAgent({ server, proxyUrl }) }),
  };
}

/**
 * The namespace of the context that kubectl would use, no credentials being read. Undefined where it names none, and where there is no
 * kubeconfig or no context at all; a {@link UserError} for what is there and cannot be used.
 */
export async function namespaceOfContext(choice: KubeconfigChoice, surroundings: Surroundings): Promise<string | undefined> {
  const kubeconfig = mergeKubeconfigs(await readKubeconfigs(choice, surroundings));
  if ((choice.context ?? kubeconfig.currentContext) === undefined) return undefined;
  return namespaceOf(chooseContext(kubeconfig, choice.context));
}

/** The names of all contexts, in their order; none where there is no kubeconfig. */
export async function contextNames(choice: KubeconfigChoice, surroundings: Surroundings): Promise<readonly string[]> {
  const { contexts } = mergeKubeconfigs(await readKubeconfigs(choice, surroundings));
  return [...contexts.keys()];
}

/**
 * The names of the contexts that lead to the API server at a URL, the current one first; none where there is no kubeconfig. No credentials
 * are read, and a context without a cluster leads nowhere. A {@link UserError} for a kubeconfig that cannot be read or used.
 */
export async function contextsOfServer(
  url: URL,
  choice: Pick<KubeconfigChoice, 'kubeconfig'>,
  surroundings: Surroundings,
): Promise<readonly string[]> {
  const { clusters, contexts, currentContext } = mergeKubeconfigs(await readKubeconfigs(choice, surroundings));
  const names = [...contexts].flatMap(([name, context]) => {
    const cluster = clusters.get(stringField(context, 'cluster') ?? '');
    const server = cluster === undefined ? undefined : stringField(cluster, 'server');
    return server !== undefined && URL.canParse(server) && new URL(server).href === url.href ? [name] : [];
  });
  return names.toSorted((one, other) => Number(other === currentContext) - Number(one === currentContext));
}

/** Where {@link connectionFromKubeconfig} looks, for messages. */
export function kubeconfigPaths({ kubeconfig }: KubeconfigChoice, { env, homeDir }: Surroundings): readonly string[] {
  if (kubeconfig !== undefined) return [kubeconfig];
  const listed = (env['KUBECONFIG'] ?? '').split(delimiter).filter((path) => path !== '');
  return listed.length > 0 ? listed : [join(homeDir, '.kube', 'config')];
}

async function readKubeconfigs(choice: KubeconfigChoice, surroundings: Surroundings): Promise<readonly Kubeconfig[]> {
  const files: Kubeconfig[] = [];
  for (const path of kubeconfigPaths(choice, surroundings)) {
    try {
      files.push(parseKubeconfig(path, await readNamedFile(surroundings, path, 'the kubeconfig')));
    } catch (error) {
      // kubectl passes over what KUBECONFIG lists in vain, but not over --kubeconfig.
      const passedOver = choice.kubeconfig === undefined && error instanceof UserError && isAbsent(error.cause);
      if (!passedOver) throw error;
    }
  }
  return files;
}

function chooseContext({ paths, contexts, currentContext }: Kubeconfig, wanted: string | undefined): KubeconfigEntry {
  const name = wanted ?? currentContext;
  const context = name === undefined ? undefined : contexts.get(name);
  if (context !== undefined) return context;
  const what = name === undefined ? 'no current-context' : `no context ${JSON.stringify(name)}`;
  const hint =
    contexts.size === 0
      ? 'the kubeconfig has no contexts at all'
      : `--context takes one of: ${[...contexts.keys()].toSorted().join(', ')}`;
  const [path = '', ...others] = paths;
  if (others.length === 0) throw new UserError(what, { hint, place: { path } });
  throw new UserError(`${what} in ${paths.join(', ')}`, { hint });
}

/** The cluster or user that the context names; undefined where it names none. */
function entryOf(kubeconfig: Kubeconfig, section: 'clusters' | 'users', context: KubeconfigEntry): KubeconfigEntry | undefined {
  const kind = section === 'clusters' ? 'cluster' : 'user';
  const name = stringField(context, kind);
  if (name === undefined) return undefined;
  const entry = kubeconfig[section].get(name);
  if (entry === undefined)
    throw new UserError(`${context.title} names ${kind} ${name}, which is not there`, { place: context.place });
  return entry;
}

function namespaceOf(context: KubeconfigEntry): string | undefined {
  const namespace = stringField(context, 'namespace');
  if (namespace === undefined || isNamespaceName(namespace)) return namespace;
  const message = `${context.title}: namespace ${JSON.stringify(namespace)} is no name in Kubernetes`;
  throw new UserError(message, { place: context.place });
}

function serverOf(cluster: KubeconfigEntry): URL {
  const server = stringField(cluster, 'server');
  if (server === undefined) throw new UserError(`${cluster.title} has no server`, { place: cluster.place });
  return parseServerUrl(server, `server of ${cluster.title}`, cluster.place);
}

function proxyUrlOf(cluster: KubeconfigEntry): string | undefined {
  const proxyUrl = stringField(cluster, 'proxy-url');
  if (proxyUrl === undefined || (/^(https?|socks[45]?[ah]?):\/\//.test(proxyUrl) && URL.canParse(proxyUrl))) return proxyUrl;
  throw new UserError(`${cluster.title}: proxy-url must begin http://, https:// or socks5://`, { place: cluster.place });
}

async function trustOf(cluster: KubeconfigEntry, surroundings: Surroundings): Promise<TlsTrust> {
  const servername = stringField(cluster, 'tls-server-name');
  const ca = await pemField(cluster, 'certificate-authority', (path) =>
    readNamedFile(surroundings, path, `the certificate-authority of ${cluster.title}`),
  );
  return {
    verify: cluster.fields['insecure-skip-tls-verify'] === true ? 'nothing' : 'chain-and-name',
    ...(ca === undefined ? {} : { ca: [ca] }),
    ...(servername === undefined ? {} : { servername }),
  };
}
