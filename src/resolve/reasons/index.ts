import type { Explain } from '../question.ts';
import type { Misspelling, Spelling, WrittenName } from '../spelling.ts';
import { characters } from './characters.ts';
import { extraId, missingId, unknownId } from './cluster-id.ts';
import { dnsName } from './dns-name.ts';
import { labelsLeftOut, namespaceLeftOut } from './left-out.ts';
import { missingNamespace } from './missing-namespace.ts';
import { missingPort } from './missing-port.ts';
import { notReady } from './not-ready.ts';
import { otherNamespace } from './other-namespace.ts';
import { pagedOut } from './paged-out.ts';
import { emptyPort, noSuchPort, portNumber, servicePort, unnamedPort } from './port-name.ts';
import { extraSegments, separators } from './separators.ts';
import { externalName, namedTargetPort, noPods, withoutPorts, withoutSelector } from './service-spec.ts';
import { severalNames } from './several-names.ts';
import { slicesByOwnName, standstill } from './standstill.ts';
import { tooLong } from './too-long.ts';
import { workloadName } from './workload-name.ts';

/**
 * Judged by the spelling alone, in this order: first what makes several names or no name of the text, then its parts from the port to
 * the id. Together they answer for every text that the gateway cannot split or whose id it does not know.
 */
const SPELLINGS: readonly Spelling[] = [
  severalNames,
  dnsName,
  characters,
  tooLong,
  missingPort,
  separators,
  extraId,
  extraSegments,
  missingNamespace,
  missingId,
  unknownId,
];

/** What is wrong with the form of a name: the first thing that is; undefined where the gateway can look it up. */
export function misspellingOf(name: WrittenName): Misspelling | undefined {
  for (const spelling of SPELLINGS) {
    const misspelling = spelling(name);
    if (misspelling !== undefined) return misspelling;
  }
  return undefined;
}

/**
 * Then, for a well-written name, by what is in the cluster: first what keeps the gateway from seeing anything, then the port of a service
 * that has nodes, then why a service has none, then that there is no such service.
 */
export const SERVICE_REASONS: readonly Explain[] = [
  namespaceLeftOut,
  standstill,
  slicesByOwnName,
  pagedOut,
  labelsLeftOut,
  emptyPort,
  unnamedPort,
  portNumber,
  servicePort,
  externalName,
  notReady,
  withoutPorts,
  namedTargetPort,
  noSuchPort,
  withoutSelector,
  noPods,
  otherNamespace,
  workloadName,
];
