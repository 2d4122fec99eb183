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
  { kind: 'forbidden', cause: 'anonymous', id: 'T22' },
  { kind: 'forbidden', id: 'R01' },
  { kind: 'not-found', id: 'N10' },
  { kind: 'not-found', id: 'G27', list: { resource: 'endpointslices' } },
  { kind: 'gone', id: 'G04' },
  { kind: 'conflict', id: 'N16' },
  { kind: 'bad-request', id: 'N16' },
  { kind: 'bad-request', id: 'N16', list: { labelSelector: '' } },
  { kind: 'bad-request', id: 'C17', list: { labelSelector: 'a="b"' } },
])('$kind $cause $list is $id', ({ kind, cause, list, id }) => {
  const error = new KubeError('no', { kind, server: 'https://a', ...(cause === undefined ? {} : { cause }) });
  expect(failureId(error, { resource: 'endpoints', labelSelector: undefined, ...list })).toBe(id);
});
