import type { Release } from '../apisix/release.ts';
import { contentOf } from './content-of.ts';
import type { LintDocument, LintFile } from './document.ts';
import type { Judgements } from './judgements.ts';
import type { LintedDocuments } from './lint.ts';
import { maskedLines } from './masking.ts';
import { isRefusedForOwnTimes } from './object-problems.ts';
import { placeKey } from './place-key.ts';
import type { DocumentReport, LintFinding, LintReport, ObjectReport, Summary } from './report.ts';

/** What a run comes to, after suppressions and the baseline. */
export interface Outcome {
  readonly judgements: ReadonlyMap<Release, Judgements>;
  /** Of each document, those without any included. */
  readonly findings: LintedDocuments;
  /** The document of each finding that was left out. */
  readonly suppressed: readonly LintDocument[];
  /** The environment is known to be the gateway's. */
  readonly isGatewayEnv: boolean;
}

/** Puts an outcome in order: documents by path and number, findings by place and id. Same input, same report. */
export function makeReport({ judgements, findings, suppressed, isGatewayEnv }: Outcome): LintReport {
  const verdicts = verdictsByDocument(judgements);
  const hidden = new Map<LintDocument, number>();
  for (const document of suppressed) hidden.set(document, (hidden.get(document) ?? 0) + 1);
  const linesOf = new Map<LintFile, DocumentReport['lines']>();
  const files = [...findings].map(([document, found]): DocumentReport => {
    const { file, number, kind, title } = document;
    const lines = linesOf.get(file) ?? maskedLines(file);
    linesOf.set(file, lines);
    const { accepted = {}, unset = {}, objects } = verdicts.get(document) ?? {};
    return {
      path: file.path,
      document: number,
      kind,
      title,
      content: contentOf(document, { hasObjects: objects !== undefined && objects.size > 0 }),
      accepted: document.config === undefined ? null : accepted,
      undecided: isGatewayEnv ? {} : withoutErrors(unset, found),
      ...(objects === undefined || objects.size === 0 ? {} : { objects: [...objects.values()] }),
      findings: [...found].sort(byPlace),
      suppressed: hidden.get(document) ?? 0,
      lines,
    };
  });
  return {
    releases: [...judgements.keys()].map(({ version }) => version),
    // A stable sort: parts of one document keep their order.
    files: files.sort((left, right) => compareText(left.path, right.path) || left.document - right.document),
    summary: summaryOf(files),
  };
}

/** What is an error all the same will not be accepted elsewhere. */
function withoutErrors(unset: Verdicts['unset'], findings: readonly LintFinding[]): Verdicts['unset'] {
  const errors = new Set(findings.flatMap(({ severity, releases }) => (severity === 'error' ? releases : [])));
  return Object.fromEntries(Object.entries(unset).filter(([release]) => !errors.has(release)));
}

interface Verdicts {
  readonly accepted: Record<string, boolean>;
  /** The variables that are not set, of the releases that refuse the config for nothing else. */
  readonly unset: Record<string, readonly string[]>;
  /** By kind and place: how many there are may differ between releases, which read YAML differently. */
  readonly objects: Map<string, ObjectVerdicts>;
}

type ObjectVerdicts = ObjectReport & {
  readonly accepted: Record<string, boolean>;
  readonly admin: Record<string, boolean>;
  readonly ownTimes: string[];
};

function verdictsByDocument(judgements: ReadonlyMap<Release, Judgements>): ReadonlyMap<LintDocument, Verdicts> {
  const all = new Map<LintDocument, Verdicts>();
  const verdictsOf = (document: LintDocument): Verdicts => {
    const verdicts = all.get(document) ?? { accepted: {}, unset: {}, objects: new Map<string, ObjectVerdicts>() };
    all.set(document, verdicts);
    return verdicts;
  };
  for (const [{ version }, { configs, objects }] of judgements) {
    for (const { document, verdict } of configs) {
      const { accepted, unset } = verdictsOf(document);
      accepted[version] = verdict.accepted;
      const variables = verdict.refusals.flatMap(({ variable }) => variable ?? []);
      if (!verdict.accepted && variables.length === verdict.refusals.length) unset[version] = [...new Set(variables)];
    }
    for (const judged of objects) {
      const { document, object, verdict } = judged;
      const { kind, id, entry } = object;
      const reports = verdictsOf(document).objects;
      const key = `${kind} ${placeKey(entry.value.position)}`;
      const report = reports.get(key) ?? { kind, id, accepted: {}, admin: {}, ownTimes: [] };
      reports.set(key, report);
      report.accepted[version] = verdict.accepted;
      report.admin[version] = verdict.admin;
      if (isRefusedForOwnTimes(judged)) report.ownTimes.push(version);
    }
  }
  return all;
}

function summaryOf(files: readonly DocumentReport[]): Summary {
  const findings = files.flatMap((file) => file.findings);
  const count = (severity: LintFinding['severity']): number => findings.filter((one) => one.severity === severity).length;
  const paths = new Map<string, boolean>();
  for (const { path, content, findings: found } of files) {
    paths.set(path, (paths.get(path) ?? true) && content !== 'judged' && found.length === 0);
  }
  return {
    files: paths.size,
    nothing: [...paths.values()].filter(Boolean).length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    fixable: findings.filter(({ fix }) => fix !== undefined).length,
    suppressed: files.reduce((sum, file) => sum + file.suppressed, 0),
  };
}

function byPlace(left: LintFinding, right: LintFinding): number {
  return (
    left.position.line - right.position.line ||
    left.position.column - right.position.column ||
    compareText(left.id, right.id) ||
    compareText(left.message, right.message)
  );
}

/** By code units: the same order on every machine, whatever its locale. */
function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
