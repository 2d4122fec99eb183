import { inWords } from '../../apisix/in-words.ts';
import type { ClusterTeardown, TeardownObject, TeardownReport } from '../../provision/report.ts';
import type { Page } from '../../terminal/page.ts';
import type { Style } from '../../terminal/style.ts';
import { clusterHeading } from '../cluster-heading.ts';
import { refusalLines } from '../failure.ts';
import { findingLines } from '../finding-lines.ts';
import { headline } from '../headline.ts';
import { meantAccount } from './meant-account.ts';
import { missingRights } from './missing-rights.ts';
import { objectLines } from './objects.ts';

const STATES: Readonly<Record<TeardownObject['state'], { readonly text: string; readonly colour: keyof Style }>> = {
  present: { text: 'to be deleted', colour: 'warn' },
  deleted: { text: 'deleted', colour: 'pass' },
  held: { text: 'marked for deletion', colour: 'warn' },
  absent: { text: 'not there', colour: 'dim' },
  foreign: { text: 'not ours, stays', colour: 'dim' },
  failed: { text: 'failed', colour: 'fail' },
};

/** What there is to be deleted, or was deleted, for people: a block for each cluster. */
export function teardownText({ clusters }: TeardownReport, page: Page): string {
  const lines = clusters.flatMap((cluster, at) => [...(at === 0 ? [] : ['']), ...clusterLines(cluster, page)]);
  return lines.map((line) => `${line}\n`).join('');
}

function clusterLines(cluster: ClusterTeardown, page: Page): string[] {
  const { objects, missing, findings, error, source } = cluster;
  const isNothing =
    missing.length === 0 && error === undefined && objects.every(({ state }) => state === 'absent' || state === 'foreign');
  return [
    ...clusterHeading(cluster, page),
    ...objectLines(
      objects.map(({ state, ...object }) => ({
        ...object,
        state: object.serves === undefined ? STATES[state].text : `of ${object.serves}, stays`,
        colour: STATES[state].colour,
        detail: object.finalizers === undefined ? '' : `until others take ${inWords(object.finalizers, 'and')} away`,
        below: [],
      })),
      page,
    ),
    ...missingRights({ missing, user: null, outcome: 'nothing is deleted' }, page),
    ...(isNothing ? nothingLines(cluster, page) : []),
    ...findingLines(findings, page),
    ...(error === undefined ? [] : refusalLines(objects.length === 0 ? { ...error, source } : error, page)),
  ];
}

/** Where the account of the same name in another namespace lives, that one was probably meant. */
function nothingLines({ objects, namespace, account }: ClusterTeardown, page: Page): string[] {
  const served = objects.find(({ serves }) => serves !== undefined)?.serves;
  const text = `nothing of the account ${namespace}/${account} is left to delete`;
  if (served === undefined) return headline({ verdict: 'pass', text }, page);
  const question = meantAccount(served, account);
  return headline({ verdict: 'fail', text: `${text}; ${served} stays`, below: question === undefined ? [] : [question] }, page);
}
