import type { KubeObject } from '../../kube/kube-object.ts';
import type { Page } from '../../terminal/page.ts';
import { nextLines } from './next-lines.ts';
import { objectLines } from './objects.ts';

/** The objects that a set-up would apply, where no cluster says how they stand; `commands` apply them, each in a cluster. */
export function manifestsPlan(
  objects: readonly KubeObject[],
  { commands, page }: { readonly commands: readonly string[]; readonly page: Page },
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
  const next = nextLines(
    commands.map((text) => ({ kind: 'command', text })),
    page,
  );
  return ['Without asking a cluster:', ...lines, ...next].map((line) => `${line}\n`).join('');
}
