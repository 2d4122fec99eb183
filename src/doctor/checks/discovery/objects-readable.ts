import { SERVICE_NAME_LABEL } from '../../../apisix/view.ts';
import { lostNamespacePages, skippedFinding, slicesNotHonoured, standstillFinding } from '../../../discovery/findings.ts';
import { quantity } from '../../../findings/quantity.ts';
import { shellWord } from '../../../findings/shell-word.ts';
import { someOf } from '../../../findings/some-of.ts';
import { answerOf, pass, warn } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readListed } from '../../facts/listing.ts';
import type { Listed } from '../../facts/listing.ts';
import { addressOf, toldAnswer } from '../../told.ts';

/** Whether the gateway takes in every object of the list, and as Kubernetes means it. */
export const objectsReadable: ClusterCheck = {
  name: 'objects-readable',
  category: 'discovery',
  title: 'The gateway can read every object',
  reads: 'the list, as the Lua of the release would',
  causes: ['C22', 'G11', 'G12', 'G13', 'G22', 'G24', 'G26', 'G28'],
  needs: ['list-complete'],
  scope: 'cluster',
  async examine(cluster) {
    const listed = await readListed(cluster);
    const unused = slicesUnused(listed, cluster);
    if (unused !== undefined) return [unused];
    const answers = [...standstills(listed, cluster), ...lostPages(listed)];
    // Behind an object that stops it, the gateway does not even come to what it would leave out.
    if (answers.length === 0) {
      answers.push(...nameless(listed), ...orphans(listed, cluster), ...undecided(listed), ...mixedFamilies(listed, cluster));
    }
    if (answers.length > 0) return answers;
    return [pass({ evidence: [`${quantity(listed.survey.kept, 'object')} read as APISIX ${cluster.release.version} does`] })];
  },
};

function standstills({ cluster: { view }, survey }: Listed, cluster: ExaminedCluster): Answer[] {
  return view.notes.flatMap((note) => {
    if (note.kind === 'skipped') return [];
    const finding = standstillFinding(note, cluster.release);
    if (finding.id !== 'G22') return [answerOf(finding)];
    const { portless } = survey.flaws;
    return [
      answerOf(finding, {
        evidence: portless.size === 0 ? [] : [`Services without ports and with a ready pod: ${someOf(portless)}`],
        mend: 'watch_endpoint_slices: false',
      }),
    ];
  });
}

function lostPages({ cluster }: Listed): Answer[] {
  const finding = lostNamespacePages(cluster);
  const { namespaceSelector: selector } = cluster.setup;
  if (finding === undefined || selector?.kind !== 'equal') return [];
  return [answerOf(finding, { mend: `namespace_selector: {match: ["${selector.namespace}"]}` })];
}

/** Undefined where all is well. Of what stands in a config lint has told. */
function slicesUnused({ cluster }: Listed, { config, release }: ExaminedCluster): Answer | undefined {
  const finding = config === undefined ? slicesNotHonoured(cluster, release) : undefined;
  return finding && answerOf(finding, { mend: 'watch_endpoint_slices: false' });
}

function nameless({ cluster: { view } }: Listed): Answer[] {
  return view.notes.flatMap((note) => {
    if (note.kind !== 'skipped' || note.missing !== 'metadata') return [];
    return [warn({ id: 'G26', message: skippedFinding(note).message })];
  });
}

/** Those in namespaces that the gateway keeps; the view tells of all. */
function orphans({ survey }: Listed, cluster: ExaminedCluster): Answer[] {
  const objects = [...survey.flaws.unlabelled];
  const [slice] = objects;
  if (slice === undefined) return [];
  const { message } = skippedFinding({ kind: 'skipped', missing: 'service-name label', objects, count: objects.length });
  const mend = kubectl('label endpointslice', slice, [`${SERVICE_NAME_LABEL}=SERVICE`, ...addressOf(cluster)]);
  return [toldAnswer({ id: 'G12', severity: 'warning', message, mend }, cluster)];
}

function undecided({ survey }: Listed): Answer[] {
  const slices = survey.flaws.undecided;
  if (slices.size === 0) return [];
  const message =
    `Endpoints of the slices ${someOf(slices)} do not say whether they are ready. Kubernetes takes them for ready, ` +
    'the gateway leaves them out: whoever writes these slices has to say it.';
  return [warn({ id: 'G11', message }, { mend: 'conditions: {ready: true}' })];
}

function mixedFamilies({ survey }: Listed, cluster: ExaminedCluster): Answer[] {
  const { dualStack } = survey.flaws;
  const [service] = dualStack;
  if (service === undefined) return [];
  const message =
    `The gateway mixes the IPv4 and IPv6 nodes of ${someOf(dualStack)}. Where it has no route for one of the two, ` +
    'that share of the requests fails.';
  const patch = JSON.stringify({ spec: { ipFamilyPolicy: 'SingleStack' } });
  const mend = kubectl('patch service', service, ['--type merge -p', shellWord(patch), ...addressOf(cluster)]);
  return [toldAnswer({ id: 'G13', severity: 'warning', message, mend }, cluster)];
}

/** A command about an object that is called `namespace/name`; its other words are such as a shell takes. */
function kubectl(verb: string, key: string, words: readonly string[]): string {
  const [namespace = '', name = ''] = key.split('/');
  return ['kubectl', verb, shellWord(name), '-n', shellWord(namespace), ...words].join(' ');
}
