import type { ApiObject } from '../api-object.ts';

/** A port of a Service; a Service with a single port may leave its name out. */
export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** Where the pods listen; by default `port`. */
  readonly targetPort?: number;
}

/** A Service and the addresses behind it, from which its objects are made. */
export interface ServiceSpec {
  readonly namespace: string;
  readonly name: string;
  readonly ports: readonly ServicePort[];
  readonly ready: readonly string[];
  readonly notReady?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  /** `selector`: pods of the same name are chosen. `none`: someone else writes the Endpoints. Otherwise an ExternalName, the host it points to. */
  readonly backing?: { readonly kind: 'selector' | 'none' } | { readonly kind: 'external-name'; readonly host: string };
}

/** The Service itself. */
export function serviceObject({ namespace, name, ports, labels, backing = { kind: 'selector' } }: ServiceSpec): ApiObject {
  const metadata = { name, namespace, ...(labels === undefined ? {} : { labels }) };
  if (backing.kind === 'external-name') {
    return {
      metadata,
      spec: { type: 'ExternalName', externalName: backing.host, sessionAffinity: 'None' },
      status: { loadBalancer: {} },
    };
  }
  return {
    metadata,
    spec: {
      ports: ports.map(({ name: portName, port, targetPort }) => ({
        ...(portName === undefined ? {} : { name: portName }),
        protocol: 'TCP',
        port,
        targetPort: targetPort ?? port,
      })),
      ...(backing.kind === 'selector' ? { selector: { app: name } } : {}),
      type: 'ClusterIP',
      sessionAffinity: 'None',
    },
    status: { loadBalancer: {} },
  };
}

/** The Endpoints as the endpoints controller writes them: an unnamed port has no `name`, and without any address there is no subset. */
export function endpointsObject({ namespace, name, ports, ready, notReady = [], labels }: ServiceSpec): ApiObject {
  const addresses = (ips: readonly string[]) => ips.map((ip) => ({ ip }));
  const subset = {
    ...(ready.length > 0 ? { addresses: addresses(ready) } : {}),
    ...(notReady.length > 0 ? { notReadyAddresses: addresses(notReady) } : {}),
    ports: ports.map(({ name: portName, port, targetPort }) => ({
      ...(portName === undefined ? {} : { name: portName }),
      port: targetPort ?? port,
      protocol: 'TCP',
    })),
  };
  return {
    metadata: { name, namespace, ...(labels === undefined ? {} : { labels }) },
    ...(ready.length + notReady.length > 0 ? { subsets: [subset] } : {}),
  };
}

/** The EndpointSlice as the slice controller writes it: an unnamed port is called `""`, and every endpoint has its three conditions. */
export function endpointSliceObject({ namespace, name, ports, ready, notReady = [], labels }: ServiceSpec): ApiObject {
  const endpoints = (ips: readonly string[], isReady: boolean) =>
    ips.map((ip) => ({ addresses: [ip], conditions: { ready: isReady, serving: isReady, terminating: false } }));
  return {
    metadata: { name: sliceName(name), namespace, labels: { ...labels, 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    endpoints: [...endpoints(ready, true), ...endpoints(notReady, false)],
    ports: ports.map(({ name: portName = '', port, targetPort }) => ({
      name: portName,
      protocol: 'TCP',
      port: targetPort ?? port,
    })),
  };
}

/** The controller adds five random characters; here they are always the same, so that a slice can be found again. */
function sliceName(serviceName: string): string {
  return `${serviceName}-abc12`;
}
