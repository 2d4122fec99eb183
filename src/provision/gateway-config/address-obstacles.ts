import type { Connection } from '../../kube/connection.ts';
import type { Obstacle } from './obstacle.ts';

const OTHERWISE = 'Name an address that the gateway reaches with --gateway-server.';

/** What of the URL of an API server the gateway cannot express, or may not reach. */
export function addressObstacles(url: URL, connection: Connection): readonly Obstacle[] {
  return [faultOfPath(url), faultOfHost(url), faultOfPlace(url, connection)].filter((obstacle) => obstacle !== undefined);
}

function faultOfPath({ pathname, href }: URL): Obstacle | undefined {
  if (pathname === '/') return undefined;
  return {
    id: 'N10',
    severity: 'error',
    message: `${href} has a path, and the gateway takes none, so it would find no Kubernetes API there. ${OTHERWISE}`,
  };
}

function faultOfHost({ hostname }: URL): Obstacle | undefined {
  if (hostname.startsWith('[')) {
    return {
      id: 'C03',
      severity: 'error',
      message: `${hostname} is an IPv6 address, which no release takes as host. Name an IPv4 address or a DNS name with --gateway-server.`,
    };
  }
  if (HOST.test(hostname)) return undefined;
  return {
    id: 'C04',
    severity: 'error',
    message: `No release takes ${hostname} as host: a DNS name has letters, digits and hyphens, and no dot at its end. Name an address with --gateway-server.`,
  };
}

/** An address that means another server, or none, in another place. */
function faultOfPlace({ hostname, host, href }: URL, { server, source }: Connection): Obstacle | undefined {
  if (isLoopback(hostname)) {
    const mend = (source.kind === 'kubeconfig' ? addressForContainers(source.context) : undefined) ?? OTHERWISE;
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
    message: `${host} leads to the API server from inside its cluster alone. For a gateway elsewhere name an address that it reaches with --gateway-server.`,
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

/** Where containers find a cluster that runs in containers of this machine, by the context that its tool writes. */
function addressForContainers(context: string): string | undefined {
  const [, tool, name] = /^(kind|k3d)-(.+)$/.exec(context) ?? [];
  if (tool === 'kind') return inNetwork(`https://${name}-control-plane:6443`, 'kind');
  if (tool === 'k3d') return inNetwork(`https://${context}-server-0:6443`, context);
  if (context === 'minikube') return inNetwork('https://minikube:8443', 'minikube');
  return undefined;
}

function inNetwork(url: string, network: string): string {
  return `A container in the Docker network ${network} reaches it with --gateway-server ${url}; for another place name its address there.`;
}
