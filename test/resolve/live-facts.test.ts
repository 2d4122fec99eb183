import { describe, expect, test } from 'vitest';
import type { Resource } from '../../src/apisix/view.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import type { KubeErrorKind } from '../../src/kube/kube-error.ts';
import type { ApiReader } from '../../src/kube/transport.ts';
import { liveFacts } from '../../src/resolve/live-facts.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { endpoints, pod, service } from '../support/objects.ts';

const SERVER = 'https://10.0.0.1:6443';

/** Answers each path from a table, 404 for others, and keeps what was asked. */
function apiServer(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const transport: ApiReader = {
    server: SERVER,
    async get({ path, query = {}, signal }) {
      signal.throwIfAborted();
      const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
      asked.push([path, ...parameters].join(' '));
      const answer = answers[path];
      if (answer instanceof KubeError) throw answer;
      if (answer === undefined) throw refusal('not-found');
      const body = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer));
      // In two chunks, as answers come.
      const chunks = async function* () {
        yield body.subarray(0, 7);
        yield body.subarray(7);
      };
      return { status: 200, headers: {}, warnings: [], body: chunks(), redact: (text) => text };
    },
    close() {},
  };
  return { asked, transport };
}

function refusal(kind: KubeErrorKind): KubeError {
  return new KubeError(kind, { kind, server: SERVER });
}

function factsOf(answers: Readonly<Record<string, unknown>>, resource: Resource = 'endpoints') {
  const { asked, transport } = apiServer(answers);
  return { asked, facts: liveFacts({ transport, resource, signal: new AbortController().signal, clock: new FakeClock() }) };
}

const CMS = {
  namespace: 'default',
  name: 'cms',
  externalName: undefined,
  selector: { app: 'cms' },
  ports: [{ name: 'http', port: 80, targetPort: 8080 }],
};

describe('what is asked', () => {
  test('a Service by its own path, once', async () => {
    const { asked, facts } = factsOf({ '/api/v1/namespaces/default/services/cms': service('default/cms') });
    expect(await facts.service('default', 'cms')).toEqual(CMS);
    expect(await facts.service('default', 'cms')).toEqual(CMS);
    expect(asked).toEqual(['/api/v1/namespaces/default/services/cms']);
  });

  test('Services of a name in all namespaces, from the watch cache', async () => {
    const { asked, facts } = factsOf({ '/api/v1/services': { items: [service('default/cms')] } });
    expect(await facts.servicesNamed('cms')).toEqual([CMS]);
    expect(asked).toEqual(['/api/v1/services limit=250 fieldSelector=metadata.name=cms resourceVersion=0']);
  });

  test('Services of a namespace', async () => {
    const { asked, facts } = factsOf({ '/api/v1/namespaces/default/services': { items: [service('default/cms')] } });
    expect(await facts.servicesIn('default')).toEqual([CMS]);
    expect(asked).toEqual(['/api/v1/namespaces/default/services limit=250']);
  });

  test('Endpoints with the verb that the gateway needs', async () => {
    const object = endpoints('default/cms');
    const { asked, facts } = factsOf({ '/api/v1/namespaces/default/endpoints': { items: [object] } });
    expect(await facts.backing('default', 'cms')).toEqual([object]);
    expect(asked).toEqual(['/api/v1/namespaces/default/endpoints limit=250 fieldSelector=metadata.name=cms']);
  });

  test('slices by the label of their Service', async () => {
    const { asked, facts } = factsOf(
      { '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices': { items: [] } },
      'endpointslices',
    );
    expect(await facts.backing('default', 'cms')).toEqual([]);
    expect(asked).toEqual([
      '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices limit=250 labelSelector=kubernetes.io/service-name=cms',
    ]);
  });

  test('a Deployment, then a pod', async () => {
    const { asked, facts } = factsOf({
      '/api/v1/namespaces/default/pods/web-0': pod('default/web-0', { ip: '10.0.0.1', labels: { app: 'web' } }),
    });
    expect(await facts.workload('default', 'web-0')).toEqual({ kind: 'pod', podLabels: { app: 'web' } });
    expect(asked).toEqual(['/apis/apps/v1/namespaces/default/deployments/web-0', '/api/v1/namespaces/default/pods/web-0']);
  });

  test('pods by the labels of a selector', async () => {
    const { asked, facts } = factsOf({ '/api/v1/namespaces/default/pods': { items: [] } });
    expect(await facts.pods('default', { app: 'web', tier: 'front' })).toEqual([]);
    expect(asked).toEqual(['/api/v1/namespaces/default/pods limit=250 labelSelector=app=web,tier=front']);
  });

  test('nothing about names that no object can have', async () => {
    const { asked, facts } = factsOf({});
    expect(await facts.service('default', '../secrets')).toBeUndefined();
    expect(await facts.service('..', 'a')).toBeUndefined();
    expect(await facts.servicesNamed('a,metadata.namespace=b')).toEqual([]);
    expect(await facts.servicesIn('a/b')).toEqual([]);
    expect(await facts.backing('default', 'a=b')).toEqual([]);
    expect(await facts.workload('', 'a')).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('120 things at most', async () => {
    const { asked, facts } = factsOf({});
    for (let at = 0; at < 120; at++) expect(await facts.service('default', `a-${at}`)).toBeUndefined();
    expect(await facts.service('default', 'a-120')).toBe('unknown');
    expect(await facts.service('default', 'a-0')).toBeUndefined();
    expect(asked).toHaveLength(120);
  });
});

describe('what cannot be read is unknown', () => {
  test.each(['forbidden', 'unauthorized', 'server', 'unreachable', 'throttled'] as const)('%s', async (kind) => {
    const error = refusal(kind);
    const { facts } = factsOf({
      '/api/v1/namespaces/default/services/cms': error,
      '/api/v1/services': error,
      '/api/v1/namespaces/default/services': error,
      '/api/v1/namespaces/default/endpoints': error,
      '/apis/apps/v1/namespaces/default/deployments/cms': error,
      '/api/v1/namespaces/default/pods': error,
    });
    expect(await facts.service('default', 'cms')).toBe('unknown');
    expect(await facts.servicesNamed('cms')).toBe('unknown');
    expect(await facts.servicesIn('default')).toBe('unknown');
    expect(await facts.backing('default', 'cms')).toBe('unknown');
    expect(await facts.workload('default', 'cms')).toBe('unknown');
    expect(await facts.pods('default', {})).toBe('unknown');
  });

  test('no JSON, and JSON that is something else', async () => {
    const { facts } = factsOf({
      '/api/v1/namespaces/default/services/cms': '<html>',
      '/api/v1/services': '[]',
      '/api/v1/namespaces/default/services': '{}',
    });
    expect(await facts.service('default', 'cms')).toBe('unknown');
    expect(await facts.servicesNamed('cms')).toBe('unknown');
    expect(await facts.servicesIn('default')).toBe('unknown');
  });

  test('everything, once the API server is out of reach', async () => {
    const { asked, facts } = factsOf({ '/api/v1/namespaces/default/services/cms': refusal('unreachable') });
    expect(await facts.service('default', 'cms')).toBe('unknown');
    expect(await facts.service('default', 'web')).toBe('unknown');
    expect(asked).toEqual(['/api/v1/namespaces/default/services/cms']);
  });

  test('an answer that trickles in for longer than 10 s, and everything after it', async () => {
    const clock = new FakeClock();
    const { asked, transport } = apiServer({});
    const trickle: ApiReader = {
      ...transport,
      async get(request) {
        await transport.get(request).catch(() => {});
        const body = (async function* () {
          while (!request.signal.aborted) {
            yield Buffer.from(' ');
            clock.advance(1_000);
          }
          throw request.signal.reason;
        })();
        return { status: 200, headers: {}, warnings: [], body, redact: (text) => text };
      },
    };
    const facts = liveFacts({ transport: trickle, resource: 'endpoints', signal: new AbortController().signal, clock });
    expect(await facts.service('default', 'cms')).toBe('unknown');
    expect(await facts.service('default', 'web')).toBe('unknown');
    expect(asked).toEqual(['/api/v1/namespaces/default/services/cms']);
    expect(clock.pending).toBe(0);
  });

  test('what is not there is known', async () => {
    const { facts } = factsOf({});
    expect(await facts.service('default', 'cms')).toBeUndefined();
    expect(await facts.workload('default', 'cms')).toBeUndefined();
  });
});

test('an abort is passed on', async () => {
  const { transport } = apiServer({});
  const facts = liveFacts({
    transport,
    resource: 'endpoints',
    signal: AbortSignal.abort(new Error('Ctrl-C')),
    clock: new FakeClock(),
  });
  await expect(facts.service('default', 'cms')).rejects.toThrow('Ctrl-C');
});

test('a Service is read with the defaults of the API', async () => {
  const { facts } = factsOf({
    '/api/v1/namespaces/a/services/external': {
      metadata: { namespace: 'a', name: 'external' },
      spec: { type: 'ExternalName', externalName: 'x.example' },
    },
    '/api/v1/namespaces/a/services/bare': {
      metadata: { namespace: 'a', name: 'bare' },
      spec: { selector: {}, ports: [{ port: 80 }] },
    },
  });
  expect(await facts.service('a', 'external')).toEqual({
    namespace: 'a',
    name: 'external',
    externalName: 'x.example',
    selector: undefined,
    ports: [],
  });
  expect(await facts.service('a', 'bare')).toEqual({
    namespace: 'a',
    name: 'bare',
    externalName: undefined,
    selector: undefined,
    ports: [{ name: '', port: 80, targetPort: 80 }],
  });
});
