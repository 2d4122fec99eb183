import type { Release } from '../../apisix/release.ts';
import type { LintDocument, LintFile } from '../document.ts';
import { isReadable } from '../is-readable.ts';
import type { LintedDocuments } from '../lint.ts';
import type { LintFinding } from '../report.ts';
import { unusedSuppression } from '../rules/unused-suppression.ts';
import { findSuppressions } from './find-suppressions.ts';
import type { Mistake } from './find-suppressions.ts';
import { suppressor } from './suppression.ts';
import type { Suppression } from './suppression.ts';

export interface SuppressionRun {
  /** Those asked for, oldest first: whether a suppression is used is judged by them. */
  readonly releases: readonly Release[];
  /** Every id that lint may report. */
  readonly ids: readonly string[];
  /** Ids that this run could not report: left out, or in need of a flag that was not given. Their suppressions are never unused. */
  readonly silent: ReadonlySet<string>;
}

export interface Suppressing {
  /** Without what is suppressed, and with L01 for each comment, or id of one, that suppresses nothing. */
  readonly findings: LintedDocuments;
  /** The document of each finding that is suppressed. */
  readonly suppressed: readonly LintDocument[];
}

/**
 * Applies the comments of every file to what was found in it. Suppressions in files that are no YAML are never unused. No comment
 * suppresses L01.
 */
export function suppress(linted: LintedDocuments, { releases, ids, silent }: SuppressionRun): Suppressing {
  const findings = new Map<LintDocument, LintFinding[]>();
  const suppressed: LintDocument[] = [];
  for (const documents of documentsByFile(linted).values()) {
    const { suppressions, mistakes } = findSuppressions(documents, ids);
    const { apply, unused } = suppressor(suppressions);
    for (const document of documents) {
      const outcome = apply(linted.get(document) ?? []);
      findings.set(document, outcome.kept);
      suppressed.push(...outcome.suppressed.map(() => document));
    }
    const isJudged = documents.every((document) => isReadable(linted.get(document) ?? []));
    const needless = isJudged ? unused().filter(({ id }) => !silent.has(id)) : [];
    const documentAt = documentLookup(documents);
    for (const mistake of [...mistakes, ...needless.map(complaintOf)]) {
      const document = documentAt(mistake.line);
      if (document !== undefined) findings.get(document)?.push(findingOf(mistake, releases));
    }
  }
  return { findings, suppressed };
}

function documentsByFile(linted: LintedDocuments): ReadonlyMap<LintFile, readonly LintDocument[]> {
  const files = new Map<LintFile, LintDocument[]>();
  for (const document of linted.keys()) {
    const documents = files.get(document.file) ?? [];
    files.set(document.file, documents);
    documents.push(document);
  }
  return files;
}

/** The last document that starts at a line or above; what stands above the first one belongs to that. */
function documentLookup(documents: readonly LintDocument[]): (line: number) => LintDocument | undefined {
  const starts = documents.flatMap((document) => {
    const { root, inFile } = document;
    return root === undefined ? [] : [{ document, line: inFile(root.position).line }];
  });
  return (line) => starts.findLast((start) => start.line <= line)?.document ?? documents[0];
}

function complaintOf({ id, position, end, lines }: Suppression): Mistake {
  return {
    message: `${id} is ignored here, but not found here`,
    hint: 'Remove the comment, or move it to the line of the finding',
    position,
    end,
    line: lines.first,
  };
}

function findingOf({ message, hint, position, end }: Mistake, releases: readonly Release[]): LintFinding {
  return {
    id: unusedSuppression.id,
    rule: unusedSuppression.name,
    severity: unusedSuppression.severity,
    message,
    hint,
    position,
    end,
    releases: releases.map(({ version }) => version),
  };
}
