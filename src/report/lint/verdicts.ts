import type { DocumentReport, LintReport, ObjectReport } from '../../lint/report.ts';
import type { FileReport } from './by-file.ts';

/** Worst first. `undecided` is what hangs on variables that may be set elsewhere. */
const VERDICTS = ['rejected', 'undecided', 'accepted'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** What a release makes of a config or an object; undefined where it did not judge it. */
export type Judge = (release: string) => Verdict | undefined;

/** The worst that a release makes of what it judged in a file; undefined where it judged nothing. */
export function verdictOf({ documents }: FileReport, release: string): Verdict | undefined {
  return worst(
    documents.flatMap((document) => [...configsIn(document), ...objectsIn(document)]),
    release,
  );
}

/** Whether one of the releases makes that of a file. */
export function hasVerdict(file: FileReport, verdict: Verdict, releases: LintReport['releases']): boolean {
  return releases.some((release) => verdictOf(file, release) === verdict);
}

/** What is written for the Admin API meets its check first, and the data plane only sees what passes. */
export function isForAdmin({ kind }: DocumentReport): boolean {
  return kind === 'admin' || kind === 'adc';
}

/** The worst of several verdicts; undefined where there is none. */
export function worst(judges: readonly Judge[], release: string): Verdict | undefined {
  const verdicts = new Set(judges.map((judge) => judge(release)));
  return VERDICTS.find((verdict) => verdicts.has(verdict));
}

/** The start-up check of a document's config; none where it has no config. */
export function configsIn({ accepted, undecided }: DocumentReport): readonly Judge[] {
  if (accepted === null) return [];
  return [(release) => (undecided[release] === undefined ? verdictFor(accepted[release]) : 'undecided')];
}

/** What judges the objects of a document: the Admin API, or the data plane. */
export function objectsIn(document: DocumentReport): readonly Judge[] {
  return (document.objects ?? []).map(isForAdmin(document) ? adminJudge : gatewayJudge);
}

function gatewayJudge({ accepted }: ObjectReport): Judge {
  return (release) => verdictFor(accepted[release]);
}

/** What bears no more than the times that the Admin API itself wrote into it is as good as accepted. */
function adminJudge({ admin, ownTimes }: ObjectReport): Judge {
  return (release) => (ownTimes.includes(release) ? 'accepted' : verdictFor(admin[release]));
}

function verdictFor(isAccepted: boolean | undefined): Verdict | undefined {
  return isAccepted === undefined ? undefined : isAccepted ? 'accepted' : 'rejected';
}
