import type { KubeObject } from '../../kube/kube-object.ts';
import type { Page } from '../../terminal/page.ts';
import { objectLines } from './objects.ts';

/** The objects that a set-up would apply, where no cluster says how they stand. */
export function manifestsPlan(objects: readonly KubeObject[], page: Page): string {
  const lines = objectLines(
    objects.map(({ kind, metadata: { namespace = null, name } }) => ({
      kind,
      namespace,
      name,
      state: 'would be applied',
      colour: 'pass' as const,
      detail: '',
      below: [],
    })),
    page,
  );
  return ['Without asking a cluster:', ...lines, 'Next: -o yaml prints them for kubectl apply -f -']
    .map((line) => `${line}\n`)
    .join('');
}
