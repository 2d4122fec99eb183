import { dictEntries, dictPages, pagesTaken, parseSize } from '../../../apisix/dict-size.ts';
import { servicesOf } from '../../../apisix/dump-difference.ts';
import { GATEWAY_PAGE_SIZE } from '../../../apisix/page-size.ts';
import type { Release } from '../../../apisix/release.ts';
import { quantity } from '../../../findings/quantity.ts';
import type { Cause } from '../../answer.ts';
import { FULL, sizeLine } from '../discovery/dict-fits.ts';
import type { Comparison } from '../../control-api/looks.ts';

/** Why a gateway has other nodes than the cluster, and what mends it. */
export interface DumpCause {
  readonly cause: Cause;
  readonly mend: string;
}

/** So few may be new services of which the watch did not tell, as well as a page of a list. */
const SMALL_PAGE = 2;

/**
 * The likely cause of a difference that lasts. Which one it is shows in what is missing: everything; services that a full dict had no room
 * for; all services from one page on; nothing, so that it only has too much, which before 3.15.0 is not cleaned up; or anything else.
 */
export function likelyCause(
  comparison: Comparison,
  { release, sharedSize }: { readonly release: Release; readonly sharedSize: string },
): DumpCause {
  const { lasting, shown, truth } = comparison;
  const { missing, stale, ghosts } = lasting;
  const { name } = truth.cluster.setup;
  if (shown.services.size === 0) {
    const message = `The gateway has no service of ${name} at all: its first list has not come through.`;
    return { cause: { id: 'G15', message }, mend: 'k8s-disco explain error.log' };
  }
  const taken = pagesTaken(dictEntries(truth.cluster.view.dict));
  if (missing.length > 0 && taken > FULL * dictPages(parseSize(sharedSize) ?? 0)) {
    const message = `The gateway lost ${quantity(missing.length, 'service')} of ${name}: its shared dict of ${sharedSize} is full, and what does not fit in is dropped.`;
    return { cause: { id: 'G08', message }, mend: sizeLine(taken, { release }) };
  }
  const page = lostPage(comparison);
  if (page !== undefined) {
    const message = `The gateway has nothing from page ${page + 1} of its list of ${name} on, ${quantity(missing.length, 'service')}: that page failed, and it does not notice.`;
    return { cause: { id: 'G05', message }, mend: 'apisix reload' };
  }
  if (missing.length === 0 && stale.length === 0 && !release.cleansUpAfterList) {
    const message = `The gateway still has ${quantity(ghosts.length, 'service')} that ${name} has no more: before 3.15.0 APISIX never drops what it did not see go.`;
    return { cause: { id: 'G14', message }, mend: 'apisix restart' };
  }
  const count = missing.length + stale.length + ghosts.length;
  const message = `The gateway has old nodes for ${quantity(count, 'service')} of ${name}: its watch tells it nothing. One that broke is begun again after 40 s, one that fell silent after half an hour and more; --wait 1m tells them apart.`;
  return { cause: { id: 'G02', message }, mend: 'apisix reload' };
}

/** The page of the gateway's list, from 0, from which on most services are missing while none is before it; undefined where there is none. */
function lostPage({ lasting, truth }: Comparison): number | undefined {
  const { missing } = lasting;
  if (missing.length <= SMALL_PAGE) return undefined;
  const pageOf = (key: string): number => Math.floor((truth.survey.positionOf(key) ?? 0) / GATEWAY_PAGE_SIZE);
  const first = missing.reduce((page, key) => Math.min(page, pageOf(key)), Infinity);
  if (first === 0) return undefined;
  const due = [...servicesOf(truth.cluster.view.dict).keys()].filter((key) => pageOf(key) >= first);
  return missing.length >= due.length / 2 ? first : undefined;
}
