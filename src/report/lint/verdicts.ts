import type { DocumentReport, LintReport } from '../../lint/report.ts';
import { countOf, formatCount } from '../../terminal/page.ts';
import type { FileReport } from './by-file.ts';
import { releaseRanges } from './release-ranges.ts';

/** Release → whether it takes a config or an object. */
type Verdicts = Readonly<Record<string, boolean>>;

type Releases = LintReport['releases'];

/** Whether a release takes everything that it judged in a file; undefined where it judged nothing. */
export function verdictOf({ documents }: FileReport, release: string): boolean | undefined {
  const verdicts = documents.flatMap((document) => [...configsIn(document), ...objectsIn(document)]);
  const known = verdicts.flatMap((verdict) => verdict[release] ?? []);
  return known.length === 0 ? undefined : known.every(Boolean);
}

/** Whether one of the releases rejects something in a file. */
export function isRejected(file: FileReport, releases: Releases): boolean {
  return releases.some((release) => verdictOf(file, release) === false);
}

/**
 * What the releases say of a file: `accepted by APISIX 3.0.0–3.18.0, rejected by 2.13.0–2.15.3`, of objects
 * `5 objects, 2 rejected by APISIX 3.18.0`; one text for each kind of judge, none where nothing was judged.
 */
export function verdictTexts({ documents }: FileReport, releases: Releases, dash: string): readonly string[] {
  const configs = documents.flatMap(configsIn);
  const byAdmin = documents.filter(isForAdmin).flatMap(objectsIn);
  const byGateway = documents.filter((document) => !isForAdmin(document)).flatMap(objectsIn);
  return [
    ...(configs.length === 0 ? [] : [configText(configs, releases, dash)]),
    ...(byGateway.length === 0 ? [] : [objectsText(byGateway, releases, { judge: 'APISIX', dash })]),
    ...(byAdmin.length === 0 ? [] : [objectsText(byAdmin, releases, { judge: 'the Admin API of APISIX', dash })]),
  ];
}

/** What is written for the Admin API meets its check first, and the data plane only sees what passes. */
function isForAdmin({ kind }: DocumentReport): boolean {
  return kind === 'admin' || kind === 'adc';
}

function configsIn({ accepted }: DocumentReport): readonly Verdicts[] {
  return accepted === null ? [] : [accepted];
}

function objectsIn(document: DocumentReport): readonly Verdicts[] {
  return (document.objects ?? []).map(({ accepted, admin }) => (isForAdmin(document) ? admin : accepted));
}

function refusing(verdicts: readonly Verdicts[], releases: Releases): Releases {
  return releases.filter((release) => verdicts.some((verdict) => verdict[release] === false));
}

function configText(configs: readonly Verdicts[], releases: Releases, dash: string): string {
  const no = refusing(configs, releases);
  const yes = releases.filter((release) => !no.includes(release));
  return [
    { verdict: 'accepted', by: yes },
    { verdict: 'rejected', by: no },
  ]
    .filter(({ by }) => by.length > 0)
    .map(({ verdict, by }, at) => `${verdict} by ${at === 0 ? 'APISIX ' : ''}${releaseRanges(by, dash).join(', ')}`)
    .join(', ');
}

function objectsText(
  objects: readonly Verdicts[],
  releases: Releases,
  { judge, dash }: { readonly judge: string; readonly dash: string },
): string {
  const no = refusing(objects, releases);
  const rejected = objects.filter((verdict) => no.some((release) => verdict[release] === false));
  const outcome = no.length === 0 ? 'accepted' : `${formatCount(rejected.length)} rejected`;
  return `${countOf(objects.length, 'object')}, ${outcome} by ${judge} ${releaseRanges(no.length === 0 ? releases : no, dash).join(', ')}`;
}
