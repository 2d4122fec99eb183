import { slicesNotHonoured, standstillFinding } from '../../discovery/findings.ts';
import { nodesAlone } from '../backing.ts';
import { objectKey } from '../json-fields.ts';
import type { Explain } from '../question.ts';

/** G22, G24, G25: the gateway has stopped applying what the API server says, and this name would have nodes, or may have. */
export const standstill: Explain = async (question) => {
  const { cluster, discovery, lookup, facts, namespace, service, key, port, text } = question;
  const note = cluster.view.notes.findLast((one) => one.kind !== 'skipped');
  if (cluster.view.standing === 'following' || note === undefined) return undefined;
  const objects = await facts.backing(namespace, service);
  const { id, message } = standstillFinding(note, discovery.release);
  if (objects === 'unknown') return lookup.kind === 'no-service' ? { id, message, suggestions: [] } : undefined;
  const nodes = nodesAlone(objects, { cluster, release: discovery.release, key, port });
  const isCulprit = note.kind === 'stopped' && objects.some((object) => objectKey(object) === note.object);
  if (nodes === 0) return isCulprit ? { id, message, suggestions: [] } : undefined;
  return { id, message: `${message} ${text} would have ${nodes === 1 ? '1 node' : `${nodes} nodes`}.`, suggestions: [] };
};

/** C22: slices that the release stores under their own names. */
export const slicesByOwnName: Explain = ({ cluster, discovery, lookup }) => {
  const finding = slicesNotHonoured(cluster, discovery.release);
  if (lookup.kind !== 'no-service' || finding === undefined || discovery.release.endpointSlices !== 'broken') return undefined;
  return { id: finding.id, message: finding.message, suggestions: [] };
};
