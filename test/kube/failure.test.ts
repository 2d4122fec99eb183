import { expect, test } from 'vitest';
import type { CatalogueId } from '../../src/findings/catalogue.ts';
import { commonFailureId, failureOf, mayBeWritten } from '../../src/kube/failure.ts';
import { KubeError } from '../../src/kube/kube-error.ts';
import type { KubeErrorCause, KubeErrorKind } from '../../src/kube/kube-error.ts';

interface Case {
  readonly kind: KubeErrorKind;
  readonly cause?: KubeErrorCause;
  readonly id: CatalogueId | undefined;
}

function failure({ kind, cause }: Omit<Case, 'id'>): KubeError {
  return new KubeError('no', { kind, server: 'https://a', ...(cause === undefined ? {} : { cause }) });
}

test.each<Case>([
  { kind: 'unauthorized', id: 'T30' },
  { kind: 'unauthorized', cause: 'empty-token', id: 'T22' },
  { kind: 'unauthorized', cause: 'no-credentials', id: 'N11' },
  { kind: 'forbidden', cause: 'anonymous', id: 'T22' },
  { kind: 'throttled', id: 'G06' },
  { kind: 'server', id: 'G07' },
  { kind: 'unreachable', cause: 'refused', id: 'N01' },
  { kind: 'unreachable', cause: 'timeout', id: 'N02' },
  { kind: 'unreachable', cause: 'no-route', id: 'N02' },
  { kind: 'unreachable', cause: 'dns', id: 'N03' },
  { kind: 'unreachable', cause: 'reset', id: 'N18' },
  { kind: 'tls', cause: 'unknown-ca', id: 'N06' },
  { kind: 'tls', cause: 'name-mismatch', id: 'N07' },
  { kind: 'tls', cause: 'expired', id: 'N08' },
  { kind: 'tls', cause: 'not-yet-valid', id: 'N08' },
  { kind: 'tls', cause: 'tls-on-http-port', id: 'N05' },
  { kind: 'tls', cause: 'handshake', id: 'N19' },
  { kind: 'protocol', cause: 'http-on-tls-port', id: 'N04' },
  { kind: 'protocol', cause: 'tls-on-http-port', id: 'N05' },
  { kind: 'protocol', cause: 'html', id: 'N16' },
  { kind: 'protocol', cause: 'wrong-kind', id: 'N16' },
  { kind: 'forbidden', id: undefined },
  { kind: 'not-found', id: undefined },
  { kind: 'conflict', id: undefined },
  { kind: 'gone', id: undefined },
  { kind: 'bad-request', id: undefined },
])('$kind $cause is $id whatever was asked', ({ id, ...details }) => {
  expect(commonFailureId(failure(details))).toBe(id);
});

test('a refusal of the very request is told without an id', () => {
  expect(failureOf(failure({ kind: 'not-found' }))).toEqual({ message: 'no' });
  expect(failureOf(failure({ kind: 'server' }))).toEqual({ message: 'no', id: 'G07' });
});

test('what is no answer of an API server is thrown again', () => {
  const reason = new Error('interrupted');
  expect(() => failureOf(reason)).toThrow(reason);
});

test.each<Omit<Case, 'id'> & { readonly may: boolean }>([
  { kind: 'unauthorized', may: false },
  { kind: 'forbidden', may: false },
  { kind: 'not-found', may: false },
  { kind: 'conflict', may: false },
  { kind: 'bad-request', may: false },
  { kind: 'throttled', may: false },
  { kind: 'unreachable', cause: 'dns', may: false },
  { kind: 'unreachable', cause: 'refused', may: false },
  { kind: 'unreachable', cause: 'no-route', may: false },
  { kind: 'tls', cause: 'unknown-ca', may: false },
  { kind: 'unreachable', cause: 'reset', may: true },
  { kind: 'unreachable', cause: 'timeout', may: true },
  { kind: 'server', may: true },
  { kind: 'protocol', cause: 'html', may: true },
])('that a write was carried out in spite of $kind $cause may be: $may', ({ may, ...details }) => {
  expect(mayBeWritten(failure(details))).toBe(may);
});
