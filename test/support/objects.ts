// The smallest Kubernetes objects that an API server accepts and that mean something to service discovery. Spread over the result
// what a test wants different.

export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

interface ObjectMeta {
  readonly name: string;
  /** Absent for what belongs to the whole cluster. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly resourceVersion?: string;
}

/** A port of Endpoints or of a slice. */
interface EndpointPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol?: string;
}

interface ServicePort extends EndpointPort {
  /** The container's port, by number or by name; the Service's own number when absent. */
  readonly targetPort?: number | string;
}

/** What the makers of objects in a namespace have in common; `namespace/name` is the first argument of each. */
interface Labelled {
  readonly labels?: Readonly<Record<string, string>>;
}

const HTTP: readonly EndpointPort[] = [{ name: 'http', port: 8080 }];

interface EndpointsFields extends Labelled {
  readonly addresses?: readonly string[];
  readonly notReady?: readonly string[];
  readonly ports?: readonly EndpointPort[];
}

/** Endpoints of one subset: 10.0.0.1 with port 8080 named http, unless said otherwise. */
export function endpoints(key: string, fields: EndpointsFields = {}) {
  const { addresses = ['10.0.0.1'], notReady = [], ports = HTTP, labels } = fields;
  const subset = {
    ...(addresses.length > 0 && { addresses: addresses.map((ip) => ({ ip })) }),
    ...(notReady.length > 0 && { notReadyAddresses: notReady.map((ip) => ({ ip })) }),
    ports,
  };
  return { apiVersion: 'v1', kind: 'Endpoints', metadata: metadata(key, labels), subsets: [subset] };
}

/** The same Endpoints as a controller writes them, who takes the addresses from pods. */
export function ofPods(written: ReturnType<typeof endpoints>): ReturnType<typeof endpoints> {
  const subsets = written.subsets.map(({ addresses = [], ...subset }) => ({
    ...subset,
    addresses: addresses.map(({ ip }) => ({ ip, targetRef: { kind: 'Pod', name: `pod-${ip}` } })),
  }));
  return { ...written, subsets };
}

interface EndpointSliceFields extends Labelled {
  /** Name of the Service, in the label kubernetes.io/service-name. */
  readonly service: string;
  readonly addressType?: 'IPv4' | 'IPv6' | 'FQDN';
  /** One endpoint each. */
  readonly addresses?: readonly string[];
  readonly ready?: boolean;
  readonly ports?: readonly EndpointPort[];
}

/** A slice of a Service: one ready endpoint 10.0.0.1 with port 8080 named http, unless said otherwise. */
export function endpointSlice(key: string, fields: EndpointSliceFields) {
  const { service, addressType = 'IPv4', addresses = ['10.0.0.1'], ready = true, ports = HTTP, labels } = fields;
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: metadata(key, { 'kubernetes.io/service-name': service, ...labels }),
    addressType,
    endpoints: addresses.map((address) => ({ addresses: [address], conditions: { ready } })),
    ports,
  };
}

interface ServiceFields extends Labelled {
  readonly ports?: readonly ServicePort[];
  /** `app: <name>` unless given; null for a Service whose Endpoints someone else writes. */
  readonly selector?: Readonly<Record<string, string>> | null;
  /** 'None' for a headless Service; the API server picks one when absent. */
  readonly clusterIP?: string;
}

/** A ClusterIP Service: port 80 named http to 8080 of the pods labelled `app: <name>`, unless said otherwise. */
export function service(key: string, fields: ServiceFields = {}) {
  const meta = metadata(key, fields.labels);
  const { ports = [{ name: 'http', port: 80, targetPort: 8080 }], selector = { app: meta.name }, clusterIP } = fields;
  const spec = { ports, ...(selector !== null && { selector }), ...(clusterIP !== undefined && { clusterIP }) };
  return { apiVersion: 'v1', kind: 'Service', metadata: meta, spec };
}

interface PodFields extends Labelled {
  readonly ip: string;
  readonly ready?: boolean;
  /** The Node it claims to run on; the slice controller ignores pods of Nodes that do not exist. */
  readonly node?: string;
}

/** A running, ready pod on node-1 unless said otherwise. No kubelet is needed: it comes with its status. */
export function pod(key: string, { ip, ready = true, node: nodeName = 'node-1', labels }: PodFields) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(key, labels),
    spec: { nodeName, containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    },
  };
}

export function node(name: string) {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name } };
}

export function namespace(name: string, { labels }: Labelled = {}) {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...(labels && { labels }) } };
}

function metadata(key: string, labels: Labelled['labels']) {
  const [namespaceName = '', name = ''] = key.split('/');
  return { namespace: namespaceName, name, ...(labels && { labels }) };
}
