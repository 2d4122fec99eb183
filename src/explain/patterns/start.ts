import { isBefore, ofKind, pattern } from '../pattern.ts';
import { doctor, LINT_CONFIG } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Variable = Extract<Symptom, { kind: 'variable-missing' }>;

const isOfPod = ({ name }: Variable): boolean => /^KUBERNETES_SERVICE_(?:HOST|PORT)$/.test(name);
const isReference = ({ reference }: Variable): boolean => reference === 'service';

const ENVIRONMENT = doctor('environment');

/** A variable that the config refers to is not there. */
export const missingVariables = pattern<Variable>({
  name: 'variable-missing',
  examples: [
    '2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: /usr/local/apisix/apisix/discovery/kubernetes/init.lua:349: not found environment variable KUBERNETES_SERVICE_HOST',
    "failed to read local yaml config of apisix: failed to handle configuration: can't find environment variable K8S_TOKEN",
  ],
  of: ofKind('variable-missing'),
  text: ({ name, reference }) =>
    reference === 'service' ? `not found environment variable ${name}` : `can't find environment variable ${name}`,
  causes: [
    {
      id: 'E07',
      likelihood: 'certain',
      when: (variable) => !isReference(variable),
      message: ({ name }) => `\${{${name}}} has no default, and the variable is not set where apisix starts.`,
      prove: LINT_CONFIG,
      mend: ({ name }) => `set ${name}, or write \${{${name}:=default}}`,
    },
    {
      id: 'E01',
      likelihood: (_, releases) => (releases.every((release) => isBefore(release, '2.14.1')) ? 'most likely' : 'possible'),
      before: '2.14.1',
      when: isReference,
      message: 'nginx hands variables on only if it is told to; from APISIX 2.14.1 on it is.',
      prove: ENVIRONMENT,
      mend: ({ name }) => `nginx_config.envs: [${name}]`,
    },
    {
      id: 'E02',
      likelihood: (_, releases) => (releases.every((release) => isBefore(release, '2.14.1')) ? 'possible' : 'most likely'),
      when: (variable) => isReference(variable) && isOfPod(variable),
      message:
        'The gateway runs outside a pod, where nobody sets this variable, and its config leaves the API server to the default.',
      prove: ENVIRONMENT,
      mend: 'k8s-disco setup-rbac --emit-config config.yaml',
    },
    {
      id: 'C25',
      likelihood: 'possible',
      when: ({ name, reference }) => reference === 'service' && name === 'KUBERNETES_SERVICE_PORT',
      message: 'service.host is given without service.port, whose default is this variable.',
      prove: LINT_CONFIG,
      mend: 'service.port: "6443"',
    },
    {
      id: 'E08',
      likelihood: (_, releases) => (releases.every((release) => isBefore(release, '2.14.1')) ? 'possible' : 'most likely'),
      when: (variable) => isReference(variable) && !isOfPod(variable),
      message: ({ name }) => `${name} is not set in the environment of the gateway.`,
      prove: ENVIRONMENT,
      mend: ({ name }) => `set ${name} where the gateway starts`,
    },
  ],
});

type Address = Extract<Symptom, { kind: 'host-empty' | 'port-refused' }>;

/** A variable that is there, and holds nothing to connect to. */
export const unusableAddress = pattern<Address>({
  name: 'address-unusable',
  examples: [
    '2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: /usr/local/apisix/apisix/discovery/kubernetes/init.lua:581: service.host should set to non-empty string',
    '2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: /usr/local/apisix/apisix/discovery/kubernetes/init.lua:81: invalid port value: nil',
  ],
  of: (symptom) => (symptom.kind === 'host-empty' || symptom.kind === 'port-refused' ? symptom : undefined),
  text: (address) =>
    address.kind === 'host-empty' ? 'service.host should set to non-empty string' : `invalid port value: ${address.port}`,
  causes: [
    {
      id: 'E04',
      likelihood: 'certain',
      message: ({ kind }) =>
        kind === 'host-empty'
          ? 'The variable of service.host is set, and empty.'
          : 'The variable of service.port holds no port, as ${KUBERNETES_PORT} does, which is tcp://….',
      prove: ENVIRONMENT,
      mend: 'host: ${KUBERNETES_SERVICE_HOST} and port: ${KUBERNETES_SERVICE_PORT}',
    },
  ],
});

/** The schema of the API server's address. */
export const unknownSchema = pattern<Extract<Symptom, { kind: 'schema-refused' }>>({
  name: 'schema-unknown',
  examples: ['service.schema should set to one of [http,https] but ftp'],
  of: ofKind('schema-refused'),
  text: ({ schema }) => `service.schema should set to one of [http,https] but ${schema}`,
  causes: [
    {
      id: 'C36',
      likelihood: 'certain',
      message: 'service.schema is neither http nor https.',
      prove: LINT_CONFIG,
      mend: 'service.schema: https',
    },
  ],
});

/** Multi-cluster mode with one id twice. */
export const repeatedId = pattern<Extract<Symptom, { kind: 'id-repeated' }>>({
  name: 'id-repeated',
  examples: [
    '2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: /usr/local/apisix/apisix/discovery/kubernetes/init.lua:433: duplicate id value',
  ],
  of: ofKind('id-repeated'),
  text: () => 'duplicate id value',
  causes: [
    {
      id: 'C09',
      likelihood: 'certain',
      message: 'Two clusters of discovery.kubernetes have the same id. No worker has discovery now.',
      prove: LINT_CONFIG,
      mend: 'give each cluster an id of its own',
    },
  ],
});

/** nginx was started without the shared dict of a cluster. */
export const missingDict = pattern<Extract<Symptom, { kind: 'dict-missing' }>>({
  name: 'dict-missing',
  examples: [
    '2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: /usr/local/apisix/apisix/discovery/kubernetes/init.lua:338: failed to get lua_shared_dict: ngx.shared.kubernetes, please check your APISIX version',
    '2026/11/21 10:01:12 [error] 47#47: *1 [lua] init.lua:218: failed to get lua_shared_dict:kubernetes-prod, please check your APISIX version',
  ],
  of: ofKind('dict-missing'),
  text: ({ dict }) => `failed to get lua_shared_dict: ${dict}`,
  causes: [
    {
      id: 'C30',
      likelihood: 'most likely',
      message: 'nginx.conf was made before discovery, or this cluster, was added to config.yaml, and knows no such dict.',
      prove: doctor('gateway'),
      mend: 'apisix reload, which makes nginx.conf anew; nginx -s reload does not',
    },
  ],
});

/** Discovery on stream routes with an OpenResty that is too old. */
export const streamUnsupported = pattern<Extract<Symptom, { kind: 'stream-unsupported' }>>({
  name: 'stream-unsupported',
  examples: [
    '2026/11/21 10:01:12 [error] 47#47: *1 stream [lua] init.lua:524: init_worker(): kubernetes discovery not support in subsystem: stream, please check if your openresty version >= 1.19.9.1 or not',
  ],
  of: ofKind('stream-unsupported'),
  text: () => 'kubernetes discovery not support in subsystem: stream',
  causes: [
    {
      id: 'C27',
      likelihood: 'most likely',
      message: 'Stream routes have no discovery here: this build of OpenResty is older than 1.19.9.1.',
      prove: LINT_CONFIG,
      mend: 'upgrade the gateway with its OpenResty',
    },
  ],
});
