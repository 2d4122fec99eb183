import { expect, test } from 'vitest';
import type { CatalogueId } from '../../src/findings/catalogue.ts';
import type { FailedList } from '../../src/discovery/failure.ts';
import { failureId } from '../../src/discovery/failure.ts';
import type { KubeErrorCause, KubeErrorKind } from '../../src/kube/kube-error.ts';
import { KubeError } from '../../src/kube/kube-error.ts';

interface Case {
  readonly kind: KubeErrorKind;
  readonly cause?: KubeErrorCause;
  readonly list?: Partial<FailedList>;
  readonly id: CatalogueId;
}

test.each<Case>([
  { kind: 'unauthorized', id: 'T30' },
  { kind: 'unauthorized', cause: 'empty-token', id: 'T22' },
  { kind: 'unauthorized', cause: 'no-credentials', id: 'N11' },
  { kind: 'forbidden', id: 'R01' },
  { kind: 'forbidden', cause: 'anonymous', id: 'T22' },
  { kind: 'not-found', id: 'N10' },
  { kind: 'not-found', id: 'G27', list: { resource: 'endpointslices' } },
  { kind: 'gone', id: 'G04' },
  { kind: 'throttled', id: 'G06' },
  { kind: 'bad-request', id: 'N16' },
  { kind: 'bad-request', id: 'N16', list: { labelSelector: '' } },
  { kind: 'bad-request', id: 'C17', list: { labelSelector: 'a="b"' } },
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
])('$kind $cause $list is $id', ({ kind, cause, list, id }) => {
  const error = new KubeError('no', { kind, server: 'https://a', ...(cause === undefined ? {} : { cause }) });
  expect(failureId(error, { resource: 'endpoints', labelSelector: undefined, ...list })).toBe(id);
});
