import { fetchPage } from '../../../discovery/list.ts';
import { resourceKind, resourceObjects } from '../../../discovery/request.ts';
import { quantity } from '../../../findings/quantity.ts';
import { shellWord } from '../../../findings/shell-word.ts';
import { someOf } from '../../../findings/some-of.ts';
import { parseLabelSelector } from '../../../kube/label-selector/label-selector.ts';
import type { LabelSelectorParse, Requirement } from '../../../kube/label-selector/label-selector.ts';
import { field, list, texts } from '../../../resolve/json-fields.ts';
import type { Labels } from '../../../resolve/facts.ts';
import type { Answer } from '../../answer.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import type { Listed } from '../../facts/listing.ts';
import { readServices } from '../../facts/services.ts';
import { addressOf, toldAnswer } from '../../told.ts';

type Selector = Extract<LabelSelectorParse, { ok: true }>;

/** Why label_selector leaves nothing of the cluster; undefined where there is none, or nothing without it either. */
export async function unmatchedLabels(cluster: ExaminedCluster, { target }: Listed): Promise<Answer | undefined> {
  const { labelSelector = '' } = target;
  const selector = parseLabelSelector(labelSelector);
  if (!selector.ok || selector.requirements.length === 0) return undefined;
  const unfiltered = { ...target, labelSelector: undefined };
  const { transport, signal } = cluster;
  const { page } = await fetchPage({ transport, target: unfiltered, continueToken: undefined, signal });
  const labels = list(page.items).map((item) => texts(field(item, 'metadata', 'labels')));
  if (labels.length === 0) return undefined;
  const kind = resourceKind(target.resource);
  const counted = quantity(labels.length, kind, resourceObjects(target.resource));
  const message = `label_selector ${labelSelector} matches no ${kind}. It is held against their labels, which are copied from the Service, not from its pods.`;
  return toldAnswer({ id: 'C18', severity: 'error', message, ...(await labelling(cluster, selector)) }, cluster, {
    evidence: selector.requirements.map(({ key }) => `Of ${counted}, ${seen(key, labels)}`),
  });
}

function seen(key: string, labels: readonly Labels[]): string {
  const values = new Set(labels.flatMap((one) => one[key] ?? []));
  return values.size === 0 ? `none has the label ${key}` : `${key} is ${someOf(values)}`;
}

/** The command that puts the label on a Service whose pods have it. */
async function labelling(cluster: ExaminedCluster, { requirements, matches }: Selector): Promise<{ readonly mend?: string }> {
  const services = await cluster.once(readServices);
  if (services === 'unknown') return {};
  const service = services.find(({ selector }) => selector !== undefined && matches(selector));
  if (service?.selector === undefined) return {};
  const { namespace, name, selector } = service;
  const labels = requirements.flatMap((requirement) => labelFor(requirement, selector));
  const words = ['kubectl label service', shellWord(name), '-n', shellWord(namespace), ...labels, ...addressOf(cluster)];
  return { mend: words.join(' ') };
}

/** `app=web`; none for a label that must be absent. */
function labelFor({ key }: Requirement, labels: Labels): readonly string[] {
  const value = labels[key];
  return value === undefined ? [] : [shellWord(`${key}=${value}`)];
}
