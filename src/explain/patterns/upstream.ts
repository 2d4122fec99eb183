import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Likelihood } from '../cause.ts';
import { ofKind, pattern } from '../pattern.ts';
import type { PatternCause } from '../pattern.ts';
import { doctor, LINT_CONFIG, LINT_ROUTES, proofOf } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Unset = Extract<Symptom, { kind: 'upstream-unset' }>;

const isNil = ({ error }: Unset): boolean => error === 'no valid upstream node: nil';

/** What leaves the gateway without nodes for a name; the line names none of it. */
const WITHOUT_NODES: readonly (readonly [id: CatalogueId, likelihood: Likelihood, message: string, mend: string])[] = [
  [
    'S25',
    'most likely',
    'The service_name names no Service of the cluster.',
    'service_name: namespace/name:portName of a Service',
  ],
  ['S03', 'possible', 'The service_name has a number where the port has a name.', 'service_name: with the name of the port'],
  ['S24', 'possible', 'The Service has no port of that name.', 'service_name: with the name of one of its ports'],
  [
    'S04',
    'possible',
    'The port has no name, and the number is that of the Service, not of the pods.',
    'service_name: with the port of the pods',
  ],
  ['S10', 'possible', 'No pod of the Service is ready.', 'kubectl describe pod'],
  ['S05', 'possible', 'The namespace is missing or wrong.', 'service_name: namespace/name:portName'],
  ['S01', 'possible', 'The service_name has no port.', 'service_name: namespace/name:portName'],
  ['S02', 'possible', 'The service_name is a DNS name.', 'service_name: namespace/name:portName'],
  [
    'S06',
    'possible',
    'Discovery has a list of clusters, and the id of the cluster is missing.',
    'service_name: id/namespace/name:portName',
  ],
  ['S07', 'possible', 'No cluster has the id that the service_name begins with.', 'service_name: an id of config.yaml'],
  ['S08', 'possible', 'The service_name begins with an id, and discovery has a single cluster.', 'leave the id out'],
  ['S09', 'possible', 'It is the name of a Deployment or a pod.', 'service_name: the name of the Service'],
  ['S11', 'possible', 'The selector of the Service matches no pod.', 'mend the selector of the Service'],
  ['S12', 'possible', 'The targetPort is a name that no pod has.', 'mend the targetPort of the Service'],
  ['S13', 'possible', 'The Service is an ExternalName, which has no nodes.', 'use nodes, or discovery by dns'],
  ['S14', 'possible', 'The Service has no selector, and nobody wrote its Endpoints.', 'write its Endpoints'],
  ['S15', 'possible', 'The Service is headless and has no ports.', 'give the Service a port'],
  ['S16', 'possible', 'namespace_selector or label_selector leaves the Service out.', 'widen the selector'],
  ['S17', 'possible', 'There are several names in the service_name.', 'use the plugin traffic-split'],
  ['S18', 'possible', 'A character stands in the service_name that no Kubernetes name has.', 'write it in ASCII'],
  ['S23', 'possible', 'The port has no name, and slices want a trailing colon then.', 'give the port a name'],
  [
    'G15',
    'possible',
    'The gateway has just started, and its first list is not complete.',
    'let the readiness probe of the gateway ask /status/ready',
  ],
  ['G19', 'possible', 'For a moment of a rollout no pod was ready.', 'readiness probes, maxSurge and preStop'],
  ['G08', 'possible', 'The shared dict is full; then other lines say so.', 'a larger shared_size, as doctor counts it'],
  ['G05', 'unlikely', 'A page of the list was lost, which nothing is logged of.', 'reload the gateway'],
];

/** 503: the gateway has no upstream for a request. */
export const unsetUpstream = pattern<Unset>({
  name: 'upstream-unset',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:646: handle_upstream(): failed to set upstream: no valid upstream node: nil, client: 10.0.0.7, server: _, request: "GET / HTTP/1.1", host: "cms.example.org"',
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:428: http_access_phase(): failed to set upstream: discovery kubernetes is uninitialized, client: 10.0.0.7, server: _',
    '2026/11/21 10:01:12 [error] 46#46: *45 [lua] init.lua:539: failed to set upstream: discovery server need appoint, client: 10.0.0.7, server: _',
  ],
  of: ofKind('upstream-unset'),
  text: ({ error }) => `failed to set upstream: ${error}`,
  causes: [
    ...WITHOUT_NODES.map(([id, likelihood, message, mend]): PatternCause<Unset> => ({
      id,
      likelihood,
      when: isNil,
      message,
      prove: proofOf(id, doctor('services')),
      mend,
    })),
    {
      id: 'W03',
      likelihood: 'certain',
      when: ({ error }) => error === 'discovery server need appoint',
      message:
        'An upstream has a service_name and no discovery_type. Beside nodes the Admin API takes that, and every request fails.',
      prove: LINT_ROUTES,
      mend: 'discovery_type: kubernetes, and no nodes',
    },
    ...(
      [
        [
          'W04',
          'most likely',
          'This instance of the gateway has no discovery.kubernetes in its config.',
          'discovery.kubernetes in the config.yaml of every instance',
        ],
        ['C20', 'possible', 'discovery.kubernetes stands there without a value, which is as good as nothing.', 'kubernetes: {}'],
        [
          'C21',
          'possible',
          'discovery stands in the wrong place: it is a key of the top level.',
          'discovery at the top level of config.yaml',
        ],
        ['C30', 'possible', 'The config was changed, and the gateway has not read it.', 'apisix reload'],
      ] as const
    ).map(([id, likelihood, message, mend]): PatternCause<Unset> => ({
      id,
      likelihood,
      when: ({ error }) => error.endsWith('is uninitialized'),
      message,
      prove: proofOf(id, LINT_CONFIG),
      mend,
    })),
    {
      id: 'C22',
      likelihood: 'most likely',
      when: ({ error }) => error.startsWith('invalid nodes format'),
      message: 'Nodes have no host, as APISIX 3.14 makes them of EndpointSlices.',
      prove: LINT_CONFIG,
      mend: 'watch_endpoint_slices: false, or upgrade to 3.15 or newer',
    },
  ],
});
