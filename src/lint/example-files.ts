// What the examples of several rules are made of.

/** An apisix.yaml with one upstream: the lines of its properties. */
export function upstreamWith(...properties: readonly string[]): string {
  return ['upstreams:', '  - id: cms', ...properties.map((line) => `    ${line}`), '#END', ''].join('\n');
}

/** An apisix.yaml with one upstream of Kubernetes discovery. */
export function upstreamNamed(serviceName: string): string {
  const text = /\w$/.test(serviceName) ? serviceName : JSON.stringify(serviceName);
  return upstreamWith('type: roundrobin', 'discovery_type: kubernetes', `service_name: ${text}`);
}

/** A config.yaml in single-cluster mode: the lines under `service` and `client`. */
export function clusterConfig({
  service: serviceLines = ['host: 10.1.0.5', 'port: "6443"'],
  client = ['token_file: /etc/apisix/token'],
}: { readonly service?: readonly string[]; readonly client?: readonly string[] } = {}): string {
  const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `      ${line}`);
  const lines = ['discovery:', '  kubernetes:', '    service:', ...indented(serviceLines), '    client:', ...indented(client)];
  return `${lines.join('\n')}\n`;
}

/** config.yaml in single-cluster mode. */
export const oneCluster = `discovery:
  kubernetes:
    client:
      token_file: /var/run/secrets/kubernetes.io/serviceaccount/token
`;

/** The same, with a selector that lets one namespace through. */
export const clusterOfNamespaceProd = `${oneCluster}    namespace_selector:
      equal: prod
`;

/** The same, watching EndpointSlices. */
export const clusterWithSlices = `${oneCluster}    watch_endpoint_slices: true
`;

/** config.yaml in multi-cluster mode, and yet with one cluster. */
export const listOfOneCluster = `discovery:
  kubernetes:
${cluster('prod')}`;

/** config.yaml with the clusters `prod` and `stage`. */
export const twoClusters = `${listOfOneCluster}${cluster('stage')}`;

function cluster(id: string): string {
  return `    - id: ${id}
      service:
        host: ${id}.example.com
        port: "6443"
      client:
        token_file: /etc/apisix/${id}.token
`;
}

type Port = { readonly name?: string; readonly port: number; readonly targetPort?: number | string } | 'none';
type Labels = Readonly<Record<string, string>>;

const HTTP: Port = { name: 'http', port: 8080 };

/** Kubernetes objects as a file of `-f`. */
export function manifests(...objects: readonly object[]): string {
  return `${objects.map((object) => JSON.stringify(object, undefined, 2)).join('\n---\n')}\n`;
}

/** The Service `namespace/name`, with one port unless that is `none`. */
export function service(
  key: string,
  {
    port = HTTP,
    selector,
    externalName,
  }: { readonly port?: Port; readonly selector?: Labels; readonly externalName?: string } = {},
): object {
  const type = externalName === undefined ? {} : { type: 'ExternalName', externalName };
  const ports = port === 'none' ? {} : { ports: [port] };
  return { apiVersion: 'v1', kind: 'Service', ...identity(key), spec: { ...type, ...ports, ...(selector && { selector }) } };
}

/** The Endpoints `namespace/name`: one subset, whose addresses are all ready or all not. */
export function endpoints(
  key: string,
  {
    port = HTTP,
    addresses = [{ ip: '10.0.0.1' }],
    isReady = true,
  }: { readonly port?: Port; readonly addresses?: readonly object[] | null; readonly isReady?: boolean } = {},
): object {
  const ports = port === 'none' ? {} : { ports: [port] };
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    ...identity(key),
    subsets: [{ [isReady ? 'addresses' : 'notReadyAddresses']: addresses, ...ports }],
  };
}

/** A slice with one endpoint of the Service `namespace/name`. */
export function slice(
  key: string,
  {
    conditions = { ready: true },
    ports = [HTTP],
  }: { readonly conditions?: object; readonly ports?: readonly Port[] | null } = {},
): object {
  const { metadata } = identity(key);
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, name: `${metadata.name}-7xk2p`, labels: { 'kubernetes.io/service-name': metadata.name } },
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.0.0.1'], conditions }],
    ports,
  };
}

/** The pod `namespace/name`, whose one container has one port. */
export function pod(key: string, { labels, portName = 'http' }: { readonly labels: Labels; readonly portName?: string }): object {
  const { metadata } = identity(key);
  const containers = [{ name: 'app', ports: [{ name: portName, containerPort: 8080 }] }];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels }, spec: { containers } };
}

/** The Deployment `namespace/name` of pods with these labels. */
export function deployment(key: string, labels: Labels): object {
  return { apiVersion: 'apps/v1', kind: 'Deployment', ...identity(key), spec: { template: { metadata: { labels } } } };
}

function identity(key: string): { readonly metadata: { readonly name: string; readonly namespace: string } } {
  const [namespace = '', name = ''] = key.split('/');
  return { metadata: { name, namespace } };
}
