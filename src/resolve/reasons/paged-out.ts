import { lostNamespacePages } from '../../discovery/findings.ts';
import type { Explain } from '../question.ts';

/** G28: it exists, but the API server lost the page it was on. */
export const pagedOut: Explain = async ({ cluster, lookup, facts, namespace, service }) => {
  const finding = lostNamespacePages(cluster);
  if (lookup.kind !== 'no-service' || finding === undefined) return undefined;
  const objects = await facts.backing(namespace, service);
  if (objects === 'unknown' || objects.length === 0) return undefined;
  return { id: finding.id, message: finding.message, suggestions: [] };
};
