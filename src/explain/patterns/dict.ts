import { ofKind, pattern } from '../pattern.ts';
import { doctor } from '../prove.ts';
import type { Symptom } from '../symptom.ts';

type Write = Extract<Symptom, { kind: 'dict-write-failed' }>;

/** The shared dict does not take what discovery found. */
export const refusedWrite = pattern<Write>({
  name: 'dict-write-failed',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] init.lua:112: set endpoint into discovery DICT failed, no memory, context: ngx.timer',
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] core.lua:505: failed to update endpoint dict for endpoint: default/cms, err: set endpoint version into discovery DICT failed, no memory, context: ngx.timer',
  ],
  of: ofKind('dict-write-failed'),
  text: ({ what, message }) => `set ${what} into discovery DICT failed, ${message.trim()}`,
  causes: [
    {
      id: 'G08',
      likelihood: ({ message }) => (message.startsWith('no memory') ? 'certain' : 'most likely'),
      message: 'The shared dict is full. A service that does not fit loses all its nodes.',
      prove: doctor('discovery'),
      mend: 'a larger shared_size, as doctor counts it; before APISIX 3.0 nginx_config.http.lua_shared_dict.kubernetes',
    },
  ],
});

/** A key of the shared dict is not what was written there. */
export const unreadableKey = pattern<Extract<Symptom, { kind: 'dict-read-failed' }>>({
  name: 'dict-read-failed',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] init.lua:291: get empty endpoint content from discovery DIC, this should not happen default/cms, client: 10.0.0.7, server: _',
  ],
  of: ofKind('dict-read-failed'),
  text: ({ key }) =>
    key === '' ? 'a key of the discovery DICT cannot be read' : `get empty endpoint content from discovery DIC ${key}`,
  causes: [
    {
      id: 'G08',
      likelihood: 'most likely',
      message: 'The shared dict is full, and holds the version of a service without its nodes.',
      prove: doctor('discovery'),
      mend: 'a larger shared_size, as doctor counts it',
    },
  ],
});

/** A key was not of the list, and is deleted after it. */
export const droppedKey = pattern<Extract<Symptom, { kind: 'key-dropped' }>>({
  name: 'key-dropped',
  examples: [
    '2026/11/21 10:01:12 [info] 46#46: *4 [lua] core.lua:561: kubernetes discovery module found dirty data in shared dict, key: default/cms, context: ngx.timer',
  ],
  of: ofKind('key-dropped'),
  text: ({ key }) => `kubernetes discovery module found dirty data in shared dict, key: ${key}`,
  causes: [
    {
      id: 'G14',
      likelihood: 'most likely',
      message: 'The service was deleted while no watch was open. That is no fault: the gateway drops it now.',
      prove: doctor('gateway'),
      mend: 'nothing, if kubectl says that the service is gone',
    },
    {
      id: 'G05',
      likelihood: 'possible',
      message: 'A later page of the list failed, which nothing is logged of, and its services are dropped although they exist.',
      prove: doctor('gateway'),
      mend: 'reload the gateway, which lists anew',
    },
  ],
});

type Skipped = Extract<Symptom, { kind: 'object-skipped' }>;

const isUnlabelled = ({ fault }: Skipped): boolean => fault === 'service-name';

/** An object that discovery leaves out. */
export const skippedObject = pattern<Skipped>({
  name: 'object-skipped',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] core.lua:343: endpoint_slice validation fail: endpoint_slice has no service-name, endpointSlice: {"metadata":{"name":"cms-1","namespace":"default"}}, context: ngx.timer',
    '2026/11/21 10:01:12 [warn] 46#46: *4 [lua] core.lua:449: skipping endpoint with missing metadata: {"kind":"Endpoints"}, context: ngx.timer',
  ],
  of: ofKind('object-skipped'),
  text: ({ resource, fault, object }) => `${resource}${object === undefined ? '' : ` ${object}`} has no ${fault}`,
  causes: [
    {
      id: 'G12',
      likelihood: 'certain',
      when: isUnlabelled,
      message:
        'The slice has no label kubernetes.io/service-name, so the gateway cannot tell which Service it is of. It was probably made by hand.',
      prove: doctor('discovery'),
      mend: ({ object }) => {
        const [namespace = 'NAMESPACE', name = 'NAME'] = object?.split('/') ?? [];
        return `kubectl label endpointslice ${name} -n ${namespace} kubernetes.io/service-name=SERVICE`;
      },
    },
    {
      id: 'G26',
      likelihood: 'certain',
      when: (skipped) => !isUnlabelled(skipped),
      message: 'The object has no name or namespace, which no API server sends: something between rewrites it.',
      prove: doctor('discovery'),
      mend: 'take what rewrites the answers out of the way',
    },
  ],
});

/** Discovery has not listed yet. */
export const notReady = pattern<Extract<Symptom, { kind: 'not-ready' }>>({
  name: 'discovery-not-ready',
  examples: [
    '2026/11/21 10:01:12 [warn] 46#46: *4 [lua] init.lua:225: kubernetes discovery not ready, client: 10.0.0.7, server: ',
  ],
  of: ofKind('not-ready'),
  text: () => 'kubernetes discovery not ready',
  causes: [
    {
      id: 'G15',
      likelihood: 'certain',
      message: 'The first list is not complete. Right after a start that is no fault; if it stays so, another line says why.',
      prove: doctor('gateway'),
      mend: 'let the readiness probe of the gateway ask /status/ready',
    },
  ],
});
