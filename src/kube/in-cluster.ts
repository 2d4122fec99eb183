import { isIPv6 } from 'node:net';
import type { Connection } from './connection.ts';
import { tokenFileCredentials } from './credentials.ts';
import { parseServerUrl } from './server-url.ts';
import { readNamedFile } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Where kubelets put the token of a pod's service account; also the gateway's default `token_file`. */
export const SERVICE_ACCOUNT_TOKEN = `${SERVICE_ACCOUNT}/token`;

/** The API server of the pod that runs this program, as its service account. Undefined outside a cluster. */
export async function connectionFromPod(surroundings: Surroundings): Promise<Connection | undefined> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = surroundings.env;
  if (!host || !port) return undefined;
  const server = parseServerUrl(
    `https://${isIPv6(host) ? `[${host}]` : host}:${port}`,
    'KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT',
  );
  const ca = await readNamedFile(surroundings, `${SERVICE_ACCOUNT}/ca.crt`, "the CA of this pod's cluster");
  await readNamedFile(surroundings, SERVICE_ACCOUNT_TOKEN, "the token of this pod's service account");
  return {
    id: undefined,
    name: server.host,
    server,
    source: { kind: 'in-cluster' },
    credentials: tokenFileCredentials({
      path: SERVICE_ACCOUNT_TOKEN,
      origin: SERVICE_ACCOUNT_TOKEN,
      server: server.origin,
      readFile: surroundings.readFile,
    }),
    trust: { verify: 'chain-and-name', ca: [ca] },
  };
}
