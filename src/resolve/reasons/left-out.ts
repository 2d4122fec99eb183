import type { NamespaceSelector } from '../../apisix/discovery-config/model.ts';
import { selectsNamespace } from '../../apisix/selectors.ts';
import { namesOf } from '../directory.ts';
import type { Explain } from '../question.ts';

/** S16: `namespace_selector`. Known without asking the cluster. */
export const namespaceLeftOut: Explain = ({ cluster, lookup, namespace, service, directory }) => {
  const selector = cluster.setup.namespaceSelector;
  if (lookup.kind !== 'no-service' || selector === undefined || selectsNamespace(selector)(namespace)) return undefined;
  return {
    id: 'S16',
    message: `namespace_selector (${describe(selector)}) leaves out the namespace ${namespace}, so the gateway sees nothing in it.`,
    suggestions: directory.named(service).flatMap((namesake) => namesOf(namesake)),
  };
};

/** S16: `label_selector`. What exists and is not seen, though nothing else keeps it out. */
export const labelsLeftOut: Explain = async ({ cluster, lookup, facts, key, namespace, service }) => {
  const { labelSelector } = cluster.setup;
  if (lookup.kind !== 'no-service' || !labelSelector) return undefined;
  const objects = await facts.backing(namespace, service);
  if (objects === 'unknown' || objects.length === 0) return undefined;
  const what = cluster.view.resource === 'endpoints' ? 'the Endpoints' : 'the slices';
  return {
    id: 'S16',
    message: `label_selector (${labelSelector}) leaves out ${what} of ${key}. They carry the labels of their Service, not of its pods.`,
    suggestions: [],
  };
};

function describe(selector: NamespaceSelector): string {
  switch (selector.kind) {
    case 'equal':
      return `equal: ${selector.namespace}`;
    case 'not-equal':
      return `not_equal: ${selector.namespace}`;
    case 'match':
      return `match: ${selector.patterns.join(', ')}`;
    case 'not-match':
      return `not_match: ${selector.patterns.join(', ')}`;
    default:
      return selector satisfies never;
  }
}
