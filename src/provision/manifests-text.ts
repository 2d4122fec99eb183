import { stringify } from 'yaml';
import type { KubeObject } from '../kube/kube-object.ts';

const HEAD = '# Written by k8s-disco setup-rbac. Apply with: kubectl apply -f FILE\n';
const ON_SECRETS = "# A Secret of this type needs no data here: the cluster's token controller fills it in.\n";

const YAML_STYLE = { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;

/**
 * Manifests as YAML documents in the order given, as kubectl and GitOps tools take them: to these, `on` and `yes` without quotes are booleans,
 * and people who read them expect no anchors.
 */
export function manifestsText(objects: readonly KubeObject[]): string {
  const head = objects.some(({ kind }) => kind === 'Secret') ? HEAD + ON_SECRETS : HEAD;
  return head + objects.map((object) => `---\n${stringify(object, YAML_STYLE)}`).join('');
}

/** The same as one object of kind List, which kubectl takes as JSON. */
export function manifestsList(objects: readonly KubeObject[]): object {
  return { apiVersion: 'v1', kind: 'List', items: objects };
}
