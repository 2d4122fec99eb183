import type { KubeObject } from '../../kube/kube-object.ts';
import type { Page } from '../../terminal/page.ts';
import { nextLines } from './next-lines.ts';
import { objectLines } from './objects.ts';

/** The objects that a set-up would apply, where no cluster says how they stand; `command` prints them. */
export function manifestsPlan(
  objects: readonly KubeObject[],
  { command, page }: { readonly command: string; readonly page: Page },
): string {
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
  const next = nextLines([{ kind: 'command', text: `${command} | kubectl apply -f -` }], page);
  return ['Without asking a cluster:', ...lines, ...next].map((line) => `${line}\n`).join('');
}
