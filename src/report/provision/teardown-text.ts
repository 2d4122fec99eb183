import { inWords } from '../../apisix/in-words.ts';
import type { ClusterTeardown, TeardownObject, TeardownReport } from '../../provision/report.ts';
import { MANAGED_BY } from '../../token/marks.ts';
import type { Page } from '../../terminal/page.ts';
import type { Style } from '../../terminal/style.ts';
import { clusterHeading } from '../cluster-heading.ts';
import { refusalLines } from '../failure.ts';
import { findingLines } from '../finding-lines.ts';
import { headline } from '../headline.ts';
import { meantAccount } from './meant-account.ts';
import { missingRights } from './missing-rights.ts';
import { nextLines } from './next-lines.ts';
import type { NextStep } from './next-lines.ts';
import { objectLines } from './objects.ts';

const STATES: Readonly<Record<TeardownObject['state'], { readonly text: string; readonly colour: keyof Style }>> = {
  present: { text: 'to be deleted', colour: 'warn' },
  deleted: { text: 'deleted', colour: 'pass' },
  held: { text: 'marked for deletion', colour: 'warn' },
  absent: { text: 'not there', colour: 'dim' },
  foreign: { text: 'not ours, stays', colour: 'dim' },
  failed: { text: 'failed', colour: 'fail' },
};

export interface TeardownTextOptions {
  readonly page: Page;
  /** What to do next. */
  readonly next: readonly NextStep[];
}

/** What there is to be deleted, or was deleted, for people: a block for each cluster, and at the end what to do next. */
export function teardownText({ clusters }: TeardownReport, { page, next }: TeardownTextOptions): string {
  const lines = clusters.flatMap((cluster, at) => [...(at === 0 ? [] : ['']), ...clusterLines(cluster, page)]);
  return [...lines, ...nextLines(next, page)].map((line) => `${line}\n`).join('');
}

function clusterLines(cluster: ClusterTeardown, page: Page): string[] {
  const { objects, missing, findings, error, source } = cluster;
  const isNothing =
    missing.length === 0 && error === undefined && objects.every(({ state }) => state === 'absent' || state === 'foreign');
  return [
    ...clusterHeading(cluster, page),
    ...objectLines(
      objects.map((object) => ({
        ...object,
        state: stateText(object, cluster),
        colour: STATES[object.state].colour,
        detail: detailOf(object),
        below: [],
      })),
      page,
    ),
    ...missingRights({ missing, user: null, outcome: 'nothing is deleted' }, page),
    ...(isNothing ? nothingLines(cluster, page) : []),
    ...doneLines(cluster, page),
    ...findingLines(findings, page),
    ...(error === undefined ? [] : refusalLines(objects.length === 0 ? { ...error, source } : error, page)),
  ];
}

/** What could not be carried out is not promised any more. */
function stateText({ state, serves }: TeardownObject, { missing, error }: ClusterTeardown): string {
  if (serves !== undefined) return `of ${serves}, stays`;
  const isStopped = missing.length > 0 || error !== undefined;
  return state === 'present' && isStopped ? 'not deleted' : STATES[state].text;
}

function detailOf({ state, serves, finalizers }: TeardownObject): string {
  if (finalizers !== undefined) return `until others take ${inWords(finalizers, 'and')} away`;
  return state === 'foreign' && serves === undefined ? `it carries no label ${MANAGED_BY.key}: ${MANAGED_BY.value}` : '';
}

/** Only where all that was to go has gone. */
function doneLines({ objects, namespace, account }: ClusterTeardown, page: Page): string[] {
  const states = new Set(objects.map(({ state }) => state));
  const isDone = states.has('deleted') && !states.has('present') && !states.has('held') && !states.has('failed');
  return isDone ? headline({ verdict: 'pass', text: `the account ${namespace}/${account} is deleted` }, page) : [];
}

/** Where the account of the same name in another namespace lives, that one was probably meant. */
function nothingLines({ objects, namespace, account }: ClusterTeardown, page: Page): string[] {
  const served = objects.find(({ serves }) => serves !== undefined)?.serves;
  const text = `nothing of the account ${namespace}/${account} is left to delete`;
  if (served === undefined) return headline({ verdict: 'pass', text }, page);
  const question = meantAccount(served, account);
  return headline({ verdict: 'fail', text: `${text}; ${served} stays`, below: question === undefined ? [] : [question] }, page);
}
