import type { CatalogueId } from '../findings/catalogue.ts';
import type { Severity } from '../findings/finding.ts';
import type { LintDocument } from './document.ts';
import type { LintedDocuments } from './lint.ts';

/** What a team thinks of the rules. */
export interface Preferences {
  readonly ignored: ReadonlySet<CatalogueId>;
  /** In place of the severity that a rule gives. */
  readonly severities: ReadonlyMap<CatalogueId, Severity>;
}

/** The findings without what is ignored, each as severe as the team wants it, and the document of each that was left out. */
export function applyPreferences(
  linted: LintedDocuments,
  { ignored, severities }: Preferences,
): { readonly findings: LintedDocuments; readonly ignored: readonly LintDocument[] } {
  const left: LintDocument[] = [];
  const findings = new Map(
    [...linted].map(([document, found]) => {
      const kept = found.filter(({ id }) => !ignored.has(id));
      left.push(...found.filter(({ id }) => ignored.has(id)).map(() => document));
      return [document, kept.map((finding) => ({ ...finding, severity: severities.get(finding.id) ?? finding.severity }))];
    }),
  );
  return { findings, ignored: left };
}
