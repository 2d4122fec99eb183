import { pass, skip } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { readListed } from '../../facts/listing.ts';
import { idlePatterns, unmatchedNamespaces } from './unmatched-namespaces.ts';
import { unmatchedLabels } from './unmatched-labels.ts';

/** Whether there is anything in the cluster that the selectors leave to the gateway. */
export const selectorsMatch: ClusterCheck = {
  name: 'selectors-match',
  category: 'discovery',
  title: 'The selectors leave something',
  reads: 'the list; where it is empty, a page of it without label_selector, or without any selector, namespaces and services',
  rights: 'list namespaces and services: without them some causes stay unknown',
  causes: ['C15', 'C18', 'S16'],
  needs: ['list-complete'],
  scope: 'cluster',
  async examine(cluster) {
    const { namespaceSelector, labelSelector } = cluster.settings;
    if (namespaceSelector === undefined && !labelSelector) return [skip('No selector is set')];
    const listed = await readListed(cluster);
    const { objects, kept } = listed.survey;
    if (kept > 0) {
      // Something is left all the same, which is a yes of its own (doctor/verdict.ts).
      const left = pass({ evidence: [`They leave ${kept} of ${objects} listed objects`] });
      return [left, ...(await idlePatterns(cluster, listed))];
    }
    const labels = objects === 0 ? await unmatchedLabels(cluster, listed) : undefined;
    return [labels ?? (await unmatchedNamespaces(cluster, listed))];
  },
};
