import type { Connection } from '../../kube/connection.ts';
import type { Obstacle } from './obstacle.ts';

/** What of the URL of an API server the gateway cannot express, or may not reach. */
export function addressObstacles(url: URL, connection: Connection): readonly Obstacle[] {
  const where = whereToName(connection);
  const obstacles = [faultOfPath(url, where), faultOfHost(url, where), faultOfPlace(url, connection)];
  return obstacles.filter((obstacle) => obstacle !== undefined);
}

/** Where the user names another address: the flag holds one, so clusters with ids have theirs in the config. */
export function whereToName({ id }: Connection): string {
  return id === undefined ? 'with --gateway-server' : `in the config, under service of ${id}`;
}

function faultOfPath({ pathname, href }: URL, where: string): Obstacle | undefined {
  if (pathname === '/') return undefined;
  return {
    id: 'N10',
    severity: 'error',
    message: `${href} has a path, and the gateway takes none, so it would find no Kubernetes API there. Name an address that the gateway reaches ${where}.`,
  };
}

function faultOfHost({ hostname }: URL, where: string): Obstacle | undefined {
  if (hostname.startsWith('[')) {
    return {
      id: 'C03',
      severity: 'error',
      message: `${hostname} is an IPv6 address, which no release takes as host. Name an IPv4 address or a DNS name ${where}.`,
    };
  }
  if (HOST.test(hostname)) return undefined;
  return {
    id: 'C04',
    severity: 'error',
    message: `No release takes ${hostname} as host: a DNS name has letters, digits and hyphens, and no dot at its end. Name an address ${where}.`,
  };
}

/** An address that means another server, or none, in another place. */
function faultOfPlace({ hostname, host, href }: URL, connection: Connection): Obstacle | undefined {
  const { server, source } = connection;
  const where = whereToName(connection);
  if (isLoopback(hostname)) {
    const known = source.kind === 'kubeconfig' ? addressForContainers(source.context) : undefined;
    const mend =
      known === undefined
        ? `Name an address that the gateway reaches ${where}.`
        : `A container in the Docker network ${known.network} reaches it by ${known.url}: name that ${where}, or for another place its address there.`;
    return {
      id: 'N13',
      severity: 'warning',
      message: `${host} is this machine: a gateway in a container, in a VM or elsewhere would ask itself. ${mend}`,
    };
  }
  if (!isNameInCluster(hostname) && (source.kind !== 'in-cluster' || href !== server.href)) return undefined;
  return {
    id: 'N15',
    severity: 'warning',
    message: `${host} leads to the API server from inside its cluster alone. For a gateway elsewhere name an address that it reaches ${where}.`,
  };
}

/** `service.host` of the gateway's schema (discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0). A URL has no capitals in its host. */
const HOST = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Docker Desktop gives its cluster a name that stands for 127.0.0.1 in the machine's hosts file. */
function isLoopback(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\]|kubernetes\.docker\.internal)$/.test(hostname);
}

/** The Service of the API server, as the DNS of the cluster knows it. */
function isNameInCluster(hostname: string): boolean {
  return /^kubernetes(?:\.default)?$|\.svc(?:\.cluster\.local)?\.?$/.test(hostname);
}

/** An address for containers, in a network of theirs. */
interface ContainerAddress {
  readonly url: string;
  readonly network: string;
}

/** Where containers find a cluster that runs in containers of this machine, by the context that its tool writes. */
function addressForContainers(context: string): ContainerAddress | undefined {
  const [, tool, name] = /^(kind|k3d)-(.+)$/.exec(context) ?? [];
  if (tool === 'kind') return { url: `https://${name}-control-plane:6443`, network: 'kind' };
  if (tool === 'k3d') return { url: `https://${context}-server-0:6443`, network: context };
  if (context === 'minikube') return { url: 'https://minikube:8443', network: 'minikube' };
  return undefined;
}
