import { describe, expect, test } from 'vitest';
import type { Resource } from '../../src/apisix/view.ts';
import { UserError } from '../../src/findings/user-error.ts';
import { objectKey } from '../../src/resolve/json-fields.ts';
import { readManifests } from '../../src/resolve/manifests.ts';

function keysOf(text: string, resource: Resource = 'endpoints'): Record<string, string[]> {
  const objects = readManifests([{ path: 'a.yaml', text }], resource);
  return Object.fromEntries([...objects].map(([kind, ofKind]) => [kind, ofKind.map(objectKey)]));
}

function failureOf(text: string, resource: Resource = 'endpoints') {
  try {
    readManifests([{ path: 'a.yaml', text }], resource);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // What a parser says of malformed text is its own business.
    return { message: error.message.replace(/^(not valid \w+): .+$/, '$1'), place: error.place, hint: error.hint };
  }
  throw new Error('it was read');
}

const endpoints = (name: string, namespace?: string): object => ({
  apiVersion: 'v1',
  kind: 'Endpoints',
  metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
});

describe('what is read', () => {
  test('several YAML documents, empty ones left out', () => {
    const text =
      '---\n# nothing\n---\nkind: Endpoints\nmetadata: {name: b}\n---\n---\nkind: Endpoints\nmetadata: {name: a}\n...\n';
    expect(keysOf(text)).toEqual({ Endpoints: ['default/a', 'default/b'] });
  });

  test('a List of kubectl, in YAML and in JSON', () => {
    const items = [endpoints('a', 'x'), { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'x' } }];
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    expect(keysOf(list)).toEqual({ Endpoints: ['x/a'], Service: ['x/a'] });
    expect(keysOf(`# as YAML\n${list}`)).toEqual({ Endpoints: ['x/a'], Service: ['x/a'] });
  });

  test('a typed list, whose items name no kind', () => {
    const list = {
      kind: 'EndpointSliceList',
      apiVersion: 'discovery.k8s.io/v1',
      items: [{ metadata: { name: 'a', namespace: 'x' } }],
    };
    expect(keysOf(JSON.stringify(list), 'endpointslices')).toEqual({ EndpointSlice: ['x/a'] });
  });

  test('a list of nothing, which says that there is nothing', () => {
    expect(keysOf('{"kind":"EndpointsList","apiVersion":"v1","items":[]}')).toEqual({ Endpoints: [] });
    expect(keysOf('{"kind":"EndpointsList","apiVersion":"v1","items":null}')).toEqual({ Endpoints: [] });
  });

  test('Lists in a List', () => {
    const inner = { kind: 'EndpointsList', apiVersion: 'v1', items: [{ metadata: { name: 'a' } }] };
    expect(keysOf(JSON.stringify({ kind: 'List', items: [inner, endpoints('b')] }))).toEqual({
      Endpoints: ['default/a', 'default/b'],
    });
  });

  test('objects in the order of etcd keys', () => {
    const items = [endpoints('x', 'a'), endpoints('x', 'a-b'), endpoints('b', 'a'), endpoints('B', 'a')];
    expect(keysOf(JSON.stringify({ kind: 'List', items }))).toEqual({ Endpoints: ['a-b/x', 'a/B', 'a/b', 'a/x'] });
  });

  test('the last of an object that comes twice', () => {
    const objects = readManifests(
      [
        { path: 'a.yaml', text: 'kind: Endpoints\nmetadata: {name: a, labels: {from: first}}' },
        { path: 'b.yaml', text: 'kind: Endpoints\nmetadata: {name: a, namespace: default, labels: {from: second}}' },
      ],
      'endpoints',
    );
    expect(objects.get('Endpoints')).toEqual([
      { kind: 'Endpoints', metadata: { name: 'a', namespace: 'default', labels: { from: 'second' } } },
    ]);
  });

  test('null and absent stay two things', () => {
    const text = 'kind: Endpoints\nmetadata: {name: a, namespace: x}\nsubsets:\n- ports: null\n  addresses: ~\n';
    const object = { kind: 'Endpoints', metadata: { name: 'a', namespace: 'x' }, subsets: [{ ports: null, addresses: null }] };
    expect(readManifests([{ path: 'a.yaml', text }], 'endpoints').get('Endpoints')).toEqual([object]);
  });

  test('aliases, merge keys and a byte order mark', () => {
    const text =
      '\uFEFFkind: Endpoints\nmetadata: &m {name: a, namespace: x}\n---\nkind: Endpoints\nmetadata: {name: b, <<: &n {namespace: y}}\n';
    expect(keysOf(text)).toEqual({ Endpoints: ['x/a', 'y/b'] });
  });

  test('kinds of no use and foreign kinds of the same name are left out', () => {
    const knative = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'a' } };
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } };
    expect(keysOf(JSON.stringify({ kind: 'List', items: [endpoints('a'), knative, secret] }))).toEqual({
      Endpoints: ['default/a'],
    });
  });
});

describe('what is refused', () => {
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...Array.from('bcdefg', (name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[at]}`).join(', ')}]`),
  ];

  test.each([
    [
      'malformed YAML',
      'kind: Endpoints\nmetadata:\n  name: a\n bad: b\n',
      { message: 'not valid YAML', place: { path: 'a.yaml', line: 4, column: 1 } },
    ],
    [
      'a tab',
      'kind: Endpoints\nmetadata:\n\tname: a\n',
      { message: 'not valid YAML', place: { path: 'a.yaml', line: 3, column: 1 } },
    ],
    [
      'Lists without end in a List',
      `${'{"kind": "List", "items": ['.repeat(50_000)}${']}'.repeat(50_000)}`,
      { message: 'more than 100 Lists within each other', place: { path: 'a.yaml', line: 1, column: 1 } },
    ],
    [
      'JSON cut short',
      '{"kind": "List",\n "items": [',
      { message: 'not valid JSON', place: { path: 'a.yaml', line: 2, column: 12 } },
    ],
    [
      'a second document that is a list',
      'kind: Endpoints\n---\n- a\n',
      { message: 'not a Kubernetes object but a list', place: { path: 'a.yaml', line: 3, column: 1 } },
    ],
    ['text', 'hello\n', { message: 'not a Kubernetes object but a text', place: { path: 'a.yaml', line: 1, column: 1 } }],
    [
      'a map without kind',
      'a: 1\n',
      { message: 'not a Kubernetes object: it has no kind', place: { path: 'a.yaml', line: 1, column: 1 } },
    ],
    [
      'a List with a text in it',
      'kind: List\nitems: [a]\n',
      { message: 'not a Kubernetes object but a text, in the items of a List', place: { path: 'a.yaml', line: 1, column: 1 } },
    ],
    [
      'aliases that unfold without end',
      bomb.join('\n'),
      {
        message: 'too many aliases',
        place: { path: 'a.yaml', line: 1, column: 1 },
        hint: 'Write the values out where the aliases stand.',
      },
    ],
    [
      'an empty file',
      '',
      {
        message: 'no Endpoints in it, nothing at all',
        place: { path: 'a.yaml' },
        hint: 'Take the output of: kubectl get endpoints,services -A -o yaml',
      },
    ],
    [
      'other kinds alone',
      'apiVersion: apps/v1\nkind: Deployment\n---\napiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: ConfigMap\n',
      {
        message: 'no Endpoints in it, only ConfigMap (1), Deployment (1), Service (1)',
        place: { path: 'a.yaml' },
        hint: 'Take the output of: kubectl get endpoints,services -A -o yaml',
      },
    ],
    [
      'slices where Endpoints are watched',
      'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\n',
      {
        message: 'no Endpoints in it, only EndpointSlice (1)',
        place: { path: 'a.yaml' },
        hint: 'To use the slices, add --slices.',
      },
    ],
  ])('%s', (_, text, failure) => {
    expect(failureOf(text)).toEqual({ hint: undefined, ...failure });
  });

  test('Endpoints where slices are watched', () => {
    expect(failureOf('apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n', 'endpointslices')).toEqual({
      message: 'no EndpointSlice in it, only Endpoints (1)',
      place: { path: 'a.yaml' },
      hint: 'The gateway watches EndpointSlices here; without watch_endpoint_slices or --slices it takes Endpoints.',
    });
  });

  test('large JSON that is broken, without searching for the place', () => {
    const { message, place } = failureOf(`{"kind": "List", "items": ["${'x'.repeat(9 * 1024 * 1024)}`);
    expect({ message, place }).toEqual({ message: 'not valid JSON', place: { path: 'a.yaml' } });
  });
});
