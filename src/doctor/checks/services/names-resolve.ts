import { formatAddress } from '../../../apisix/address.ts';
import type { Node } from '../../../apisix/nodes.ts';
import { quantity } from '../../../findings/quantity.ts';
import { addressGroups, groupsOfPort } from '../../../resolve/backing.ts';
import { Explainer } from '../../../resolve/explainer.ts';
import { fail, pass, skip, unknown } from '../../answer.ts';
import type { Answer, Cause } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import type { Examination } from '../../examination.ts';
import { askers, readAskedNames, shownName, unlistedCluster, whyNoNames } from '../../facts/asked-names.ts';
import type { AskedName } from '../../facts/asked-names.ts';
import { readClusterFacts } from '../../facts/cluster-facts.ts';
import { readSurveyedDiscovery } from '../../facts/surveyed-discovery.ts';

/** So many names with nodes get a line of their own each; a gateway may have thousands. */
const MOST_RESOLVED = 20;

/** So many names without nodes are looked into: the requests for all of them together are counted (resolve/live-facts.ts). */
const MOST_EXPLAINED = 20;

/** So many names of clusters that could not be listed get a line of their own each. */
const MOST_UNLISTED = 20;

const MOST_NODES = 5;

/** Whether the gateway has nodes for what is asked for; where it has none, why. */
export const namesResolve: RunCheck = {
  name: 'names-resolve',
  category: 'services',
  title: 'Every service_name has nodes',
  reads: "the gateway's list; around a name its Endpoints or slices, and without nodes its Service, pods and Deployment",
  rights: 'get and list services and pods, get deployments: without them some causes look alike',
  causes: [
    ...(['S01', 'S02', 'S03', 'S04', 'S05', 'S06', 'S07', 'S08', 'S09', 'S10', 'S11', 'S12'] as const),
    ...(['S13', 'S14', 'S15', 'S16', 'S17', 'S18', 'S22', 'S23', 'S24', 'S25', 'G11'] as const),
  ],
  // Whatever keeps all objects from the gateway is no fault of a name.
  needs: ['list-complete', 'objects-readable', 'selectors-match', 'endpoints-whole'],
  scope: 'run',
  async examine(examination) {
    const names = await examination.once(readAskedNames);
    if (names.length === 0) return [skip(await whyNoNames(examination))];
    const listed = names.filter((name) => unlistedCluster(name) === undefined);
    const resolved = listed.filter((name) => nodesOf(name).length > 0);
    const others = listed.filter((name) => nodesOf(name).length === 0);
    return [
      ...(await resolvedAnswers(resolved, examination)),
      ...unlistedAnswers(names.filter((name) => unlistedCluster(name) !== undefined)),
      ...(await explainedAnswers(others, examination)),
    ];
  },
};

function nodesOf({ lookup }: AskedName): readonly Node[] {
  return lookup.kind === 'nodes' ? lookup.nodes : [];
}

async function resolvedAnswers(names: readonly AskedName[], examination: Examination): Promise<readonly Answer[]> {
  const answers = await Promise.all(names.slice(0, MOST_RESOLVED).map((name) => resolvedAnswer(name, examination)));
  const more = names.length - answers.length;
  return more === 0 ? answers : [...answers, pass({ title: `${quantity(more, 'more name has', 'more names have')} nodes` })];
}

async function resolvedAnswer(name: AskedName, examination: Examination): Promise<Answer> {
  const nodes = nodesOf(name);
  const shown = nodes.slice(0, MOST_NODES).map(formatAddress);
  const more = nodes.length > shown.length ? ` and ${nodes.length - shown.length} more` : '';
  const notReady = await addressesNotReady(name, examination);
  return pass({
    title: `${shownName(name)} has ${quantity(nodes.length, 'node')}`,
    evidence: [
      `${shown.join(', ')}${more}`,
      ...(notReady === 0 ? [] : [`${quantity(notReady, 'more address is', 'more addresses are')} not ready`]),
      ...askers(name),
    ],
  });
}

/** 0 where nobody could say. */
async function addressesNotReady({ lookup }: AskedName, examination: Examination): Promise<number> {
  if (lookup.kind !== 'nodes') return 0;
  const { key, port } = lookup.name;
  const { clusters } = await examination.once(readSurveyedDiscovery);
  const cluster = clusters.find((one) => one === lookup.cluster);
  const facts = await cluster?.examined.once(readClusterFacts);
  const slash = key.indexOf('/');
  const objects = (await facts?.backing(key.slice(0, slash), key.slice(slash + 1))) ?? 'unknown';
  if (objects === 'unknown') return 0;
  const groups = groupsOfPort(addressGroups(objects, lookup.cluster.view.resource), port);
  return groups.reduce((sum, { notReady }) => sum + notReady, 0);
}

/** Whoever asked for a name finds an answer to it, though it be that nobody could say. */
function unlistedAnswers(names: readonly AskedName[]): readonly Answer[] {
  const answers = names.slice(0, MOST_UNLISTED).map((name) =>
    unknown([`${unlistedCluster(name)?.setup.name} could not be listed`, ...askers(name)].join('. '), {
      title: `${shownName(name)} was not looked up`,
    }),
  );
  const more = names.length - answers.length;
  if (more === 0) return answers;
  const title = `${quantity(more, 'more name was', 'more names were')} not looked up`;
  return [...answers, unknown('Their clusters could not be listed', { title })];
}

async function explainedAnswers(names: readonly AskedName[], examination: Examination): Promise<readonly Answer[]> {
  const explainer = await explainerOf(examination);
  const answers: Answer[] = [];
  for (const name of names.slice(0, MOST_EXPLAINED)) answers.push(await explainedAnswer(name, explainer));
  const more = names.length - answers.length;
  return more === 0 ? answers : [...answers, unexplained(more, commonestCause(answers))];
}

/** So many names without nodes that were not looked into. */
function unexplained(count: number, commonest: Cause | undefined): Answer {
  const title = `${quantity(count, 'more name has', 'more names have')} no nodes`;
  const why = count === 1 ? 'It was not looked into' : 'They were not looked into';
  if (commonest === undefined) return skip(why, { title });
  const { id } = commonest;
  return fail({ id, message: `${why}; of those that were, ${id} is the commonest cause.` }, { title });
}

async function explainerOf(examination: Examination): Promise<Explainer> {
  const discovery = await examination.once(readSurveyedDiscovery);
  const facts = discovery.clusters.map(async (one) => [one, await one.examined.once(readClusterFacts)] as const);
  return new Explainer(discovery, new Map(await Promise.all(facts)));
}

async function explainedAnswer(name: AskedName, explainer: Explainer): Promise<Answer> {
  const { id, message, suggestions } = await explainer.explain(name.serviceName);
  const title = `${shownName(name)} has no nodes`;
  if (!namesResolve.causes.includes(id)) return skip(`${message} (${id}, told under discovery)`, { title });
  const [best, ...others] = suggestions;
  return fail(
    { id, message },
    {
      title,
      evidence: [...askers(name), ...(others.length === 0 ? [] : [`These also have nodes: ${others.join(', ')}`])],
      mend: best === undefined ? undefined : `service_name: ${best}`,
      place: name.wanted.find(({ place }) => place !== undefined)?.place,
    },
  );
}

function commonestCause(answers: readonly Answer[]): Cause | undefined {
  const causes = answers.flatMap(({ cause }) => cause ?? []);
  const count = (id: Cause['id']): number => causes.filter((cause) => cause.id === id).length;
  return causes.toSorted((left, right) => count(right.id) - count(left.id))[0];
}
