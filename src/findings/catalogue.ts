export interface CatalogueEntry {
  /** What is the matter, in one line without a full stop. */
  readonly title: string;
}

/** Everything that a finding or a reason can name. An id is a promise to users: never renamed, never reused. */
export const CATALOGUE = {
  C17: { title: 'The label_selector is malformed' },
  C22: { title: 'This release does not watch EndpointSlices, or not rightly' },

  T22: { title: 'The API server was sent no token' },
  T30: { title: 'The API server refuses the token' },

  R01: { title: 'The account may not list the watched resource in the whole cluster' },

  N01: { title: 'Connection refused' },
  N02: { title: 'No answer from the API server in time' },
  N03: { title: 'The name of the API server does not resolve' },
  N04: { title: 'Plain HTTP sent to a TLS port' },
  N05: { title: 'TLS spoken to a plain HTTP port' },
  N06: { title: 'The certificate of the API server is of an unknown authority' },
  N07: { title: 'The certificate of the API server is for another name' },
  N08: { title: 'The certificate of the API server is not valid now' },
  N10: { title: 'No Kubernetes API at this address' },
  N11: { title: 'No credentials that could be sent' },
  N16: { title: 'The answer is not that of an API server' },
  N18: { title: 'The connection breaks before the answer is complete' },
  N19: { title: 'The TLS handshake fails' },

  G04: { title: 'The list expired while it was read' },
  G05: { title: 'A later page of a list failed, which the gateway does not notice' },
  G06: { title: 'The API server throttles requests' },
  G07: { title: 'The API server or its etcd fails' },
  G10: { title: 'The API server calls Endpoints deprecated' },
  G11: { title: 'Endpoints of a slice do not say whether they are ready' },
  G12: { title: 'An EndpointSlice without the service-name label' },
  G15: { title: 'The first list is not complete yet' },
  G22: { title: 'A slice with ports: null stops discovery for the whole cluster' },
  G24: { title: 'An object that the Lua of the gateway cannot read stops discovery for the whole cluster' },
  G25: { title: 'A line of a watch that the gateway cannot read blocks all later ones' },
  G26: { title: 'An object without namespace or name is skipped' },
  G27: { title: 'The API server does not serve EndpointSlices' },
  G28: { title: 'The API server loses pages of a namespace chosen by namespace_selector.equal' },

  S01: { title: 'No port in the service_name' },
  S02: { title: 'A DNS name or an address instead of a service_name' },
  S03: { title: 'A port number where the port has a name' },
  S04: { title: 'The port of the Service where the port of the pods is due' },
  S05: { title: 'Missing or wrong namespace, or a wrong slash' },
  S06: { title: 'The id of the cluster is missing' },
  S07: { title: 'No cluster has this id' },
  S08: { title: 'An id where single-cluster mode takes none' },
  S09: { title: 'The name of a Deployment or pod instead of a Service' },
  S10: { title: 'No pod is ready' },
  S11: { title: 'The Service has no pods' },
  S12: { title: 'No pod has the port that the Service names' },
  S13: { title: 'An ExternalName Service has no nodes' },
  S14: { title: 'A Service without selector, and nobody wrote its Endpoints' },
  S15: { title: 'A Service without ports' },
  S16: { title: 'Left out by namespace_selector or label_selector' },
  S17: { title: 'Several names in one service_name' },
  S18: { title: 'A character that no Kubernetes name has' },
  S22: { title: 'A service_name of more than 256 characters' },
  S23: { title: 'A port without name: the trailing colon' },
  S24: { title: 'The Service has no such port' },
  S25: { title: 'No such Service' },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type CatalogueId = keyof typeof CATALOGUE;
