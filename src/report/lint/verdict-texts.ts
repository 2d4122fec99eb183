import type { DocumentReport, LintReport } from '../../lint/report.ts';
import { countOf, formatCount } from '../../terminal/page.ts';
import type { FileReport } from './by-file.ts';
import { releaseRanges } from './release-ranges.ts';
import { configsIn, isForAdmin, objectsIn, worst } from './verdicts.ts';
import type { Verdict } from './verdicts.ts';

type Releases = LintReport['releases'];

/**
 * What the releases say of a file: `accepted by APISIX 3.0.0–3.18.0, rejected by 2.13.0–2.15.3`, of objects
 * `5 objects, 2 rejected by APISIX 3.18.0`; one text for each kind of judge, none where nothing was judged.
 */
export function verdictTexts(file: FileReport, releases: Releases, dash: string): readonly string[] {
  const words = { releases, dash, rejection: isKnown(file) ? ', as known' : '' };
  const byAdmin = file.documents.filter(isForAdmin);
  const byGateway = file.documents.filter((document) => !isForAdmin(document));
  return [
    ...configText(file.documents, words),
    ...objectsText(byGateway, { ...words, judge: 'APISIX' }),
    ...objectsText(byAdmin, { ...words, judge: 'the Admin API of APISIX' }),
  ];
}

/** How a verdict is worded. */
interface Words {
  readonly releases: Releases;
  /** Between the ends of a range. */
  readonly dash: string;
  /** What a rejection ends with. */
  readonly rejection: string;
}

/** Whether everything that is wrong with a file was left out on purpose. */
function isKnown({ findings, suppressed }: FileReport): boolean {
  return suppressed > 0 && !findings.some(({ severity }) => severity === 'error');
}

function configText(documents: readonly DocumentReport[], { releases, dash, rejection }: Words): readonly string[] {
  const judges = documents.flatMap(configsIn);
  if (judges.length === 0) return [];
  const releasesWith = (verdict: Verdict): Releases => releases.filter((release) => worst(judges, release) === verdict);
  const undecided = releasesWith('undecided');
  const verdicts = [
    { verdict: 'accepted by', releases: releasesWith('accepted'), rest: '' },
    { verdict: 'rejected by', releases: releasesWith('rejected'), rest: rejection },
    { verdict: 'not decided for', releases: undecided, rest: `: ${unsetText(documents, undecided)}` },
  ].filter((one) => one.releases.length > 0);
  return [
    verdicts
      .map((one, at) => `${one.verdict} ${at === 0 ? 'APISIX ' : ''}${releaseRanges(one.releases, dash).join(', ')}${one.rest}`)
      .join(', '),
  ];
}

/** Why nothing is decided: `${{PORT}} is not set here (-E FILE says what the gateway has)`. */
function unsetText(documents: readonly DocumentReport[], releases: Releases): string {
  const names = new Set(documents.flatMap(({ undecided }) => releases.flatMap((release) => undecided[release] ?? [])));
  const variables = [...names].map((name) => `\${{${name}}}`);
  const what = variables.length === 1 ? `${variables.join('')} is` : `${formatCount(variables.length)} variables are`;
  return `${what} not set here (-E FILE says what the gateway has)`;
}

function objectsText(
  documents: readonly DocumentReport[],
  { releases, dash, rejection, judge }: Words & { readonly judge: string },
): readonly string[] {
  const judges = documents.flatMap(objectsIn);
  if (judges.length === 0) return [];
  const no = releases.filter((release) => worst(judges, release) === 'rejected');
  const rejected = judges.filter((one) => no.some((release) => one(release) === 'rejected'));
  const count = countOf(judges.length, 'object');
  if (no.length > 0)
    return [`${count}, ${formatCount(rejected.length)} rejected by ${judge} ${releaseRanges(no, dash).join(', ')}${rejection}`];
  const hasTimes = documents.some((one) => isForAdmin(one) && one.objects?.some(({ ownTimes }) => ownTimes.length > 0));
  const rest = hasTimes ? ' apart from create_time and update_time' : '';
  return [`${count}, accepted by ${judge} ${releaseRanges(releases, dash).join(', ')}${rest}`];
}
