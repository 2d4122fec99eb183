import type { LintDocument } from './document.ts';
import { manifestObjects, textAt } from './manifest-objects.ts';
import type { Content } from './report.ts';

/** What became of a document. A Kubernetes object is judged for the config, the upstream or the token that it holds, not for its apiVersion alone. */
export function contentOf(document: LintDocument, { hasObjects }: { readonly hasObjects: boolean }): Content {
  if (document.config !== undefined || hasObjects) return 'judged';
  if (document.root === undefined) return 'unread';
  if (document.kind === 'other') return 'nothing';
  return document.kind === 'manifest' && !holdsToken(document) ? 'nothing' : 'judged';
}

function holdsToken(document: LintDocument): boolean {
  return manifestObjects(document).some((object) => textAt(object, ['type']) === 'kubernetes.io/service-account-token');
}
