import { expect, test } from 'vitest';
import type { CatalogueId } from '../../src/findings/catalogue.ts';
import { commonFailureId, failureOf } from '../../src/kube/failure.ts';
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
