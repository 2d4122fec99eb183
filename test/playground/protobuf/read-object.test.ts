import { describe, expect, test } from 'vitest';

import { readProtobufObject } from '../../../src/playground/protobuf/read-object.ts';

// What a sender does: a field is its number, the wire type and the value.
const bytes = (number: number, value: string | Buffer): Buffer => {
  const content = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2]), varint(content.length), content]);
};
const number = (field: number, value: number): Buffer => Buffer.concat([Buffer.from([field * 8]), varint(value)]);
function varint(value: number): Buffer {
  return value < 128
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value % 128) + 128]), varint(Math.floor(value / 128))]);
}
const join = (...fields: readonly Buffer[]): Buffer => Buffer.concat(fields);

const sent = (apiVersion: string, kind: string, object: Buffer): Buffer =>
  join(Buffer.from('k8s\0'), bytes(1, join(bytes(1, apiVersion), bytes(2, kind))), bytes(2, object), bytes(3, ''), bytes(4, ''));
const read = (body: Buffer): unknown => {
  const json = readProtobufObject(body);
  return json === undefined ? undefined : (JSON.parse(json) as unknown);
};

describe('an object in protobuf', () => {
  test('is read with its texts, lists, maps and numbers', () => {
    const rule = join(bytes(1, 'list'), bytes(1, 'watch'), bytes(2, ''), bytes(3, 'endpoints'));
    const label = (key: string, value: string) => bytes(11, join(bytes(1, key), bytes(2, value)));
    const metadata = join(bytes(1, 'x'), bytes(2, ''), bytes(8, ''), label('a', 'b'), label('c', ''));
    expect(read(sent('rbac.authorization.k8s.io/v1', 'ClusterRole', join(bytes(1, metadata), bytes(2, rule))))).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'x', labels: { a: 'b', c: '' } },
      rules: [{ verbs: ['list', 'watch'], apiGroups: [''], resources: ['endpoints'] }],
    });
  });

  test('of another message inside, and a number of several bytes', () => {
    const reference = join(bytes(1, 'Secret'), bytes(2, 'v1'), bytes(3, 's'), bytes(4, ''));
    const spec = join(bytes(1, 'vault'), bytes(3, reference), number(4, 86_400));
    expect(read(sent('authentication.k8s.io/v1', 'TokenRequest', join(bytes(1, ''), bytes(2, spec))))).toEqual({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: {},
      spec: { audiences: ['vault'], boundObjectRef: { kind: 'Secret', apiVersion: 'v1', name: 's' }, expirationSeconds: 86_400 },
    });
  });

  test('of options, with what must be true of the object and a list of texts', () => {
    const preconditions = join(bytes(1, 'a-uid'), bytes(2, '7'));
    expect(read(sent('v1', 'DeleteOptions', join(number(1, 0), bytes(2, preconditions), bytes(5, 'All'))))).toEqual({
      apiVersion: 'v1',
      kind: 'DeleteOptions',
      preconditions: { uid: 'a-uid', resourceVersion: '7' },
      dryRun: ['All'],
    });
  });

  test('holds bytes in base64, as JSON does', () => {
    const data = bytes(2, join(bytes(1, 'token'), bytes(2, Buffer.from([0, 255]))));
    expect(read(sent('v1', 'Secret', join(data, number(5, 1))))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      data: { token: 'AP8=' },
      immutable: true,
    });
  });

  test.each<[string, Buffer]>([
    ['of an unknown kind', sent('apps/v1', 'Deployment', Buffer.alloc(0))],
    ['without the magic number', Buffer.from('{}')],
    ['that is empty', Buffer.alloc(0)],
    ['cut inside a field', sent('v1', 'Secret', Buffer.alloc(200)).subarray(0, 40)],
    ['cut inside a number', join(Buffer.from('k8s\0'), Buffer.from([10, 128]))],
    ['of a wire type that Kubernetes does not use here', join(Buffer.from('k8s\0'), Buffer.from([9]))],
    ['with a number for a text', sent('v1', 'Secret', number(3, 1))],
  ])('%s is none', (_, body) => expect(readProtobufObject(body)).toBeUndefined());
});
