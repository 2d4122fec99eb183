import type { Position } from '../../apisix/position.ts';
import { CATALOGUE } from '../../findings/catalogue.ts';
import type { DocumentReport, FileFix, LintFinding } from '../../lint/report.ts';
import type { Rule } from '../../lint/rule.ts';
import { artifactLocationOf, sarifText } from '../sarif.ts';
import type { ArtifactLocation, SarifResult, SarifRule } from '../sarif.ts';
import { fingerprintsOf } from './fingerprints.ts';
import type { LintFormat } from './format.ts';
import { ruleMarkdown } from './rule-markdown.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF with all rules, whether they found something or not. */
export const lintSarif: LintFormat = (report, { version, rules }) => {
  const fingerprints = fingerprintsOf(report);
  const results = report.files.flatMap(({ path, findings }) =>
    findings.map((finding) => ({
      ...resultOf(finding, path),
      // The one name that GitHub looks at.
      partialFingerprints: { primaryLocationLineHash: fingerprints.get(finding) },
    })),
  );
  return sarifText({ version, rules: rules.map(descriptorOf), results });
};

function descriptorOf(rule: Rule): SarifRule {
  const { id, name, severity, why, mend } = rule;
  return {
    id,
    name,
    shortDescription: { text: CATALOGUE[id].title },
    fullDescription: { text: why },
    help: { text: `${why}\n\nMend: ${mend}`, markdown: ruleMarkdown(rule) },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(
  { id, severity, message, hint, position, end, releases, fix }: LintFinding,
  path: DocumentReport['path'],
): SarifResult {
  const artifactLocation = artifactLocationOf(path);
  return {
    ruleId: id,
    level: LEVELS[severity],
    message: { text: hint === undefined ? message : `${message}\n${hint}` },
    locations: [{ physicalLocation: { artifactLocation, region: regionOf({ position, end }) } }],
    ...(fix === undefined || fix.isSecret ? {} : { fixes: [fixOf(fix, artifactLocation)] }),
    properties: { gatewayVersions: releases },
  };
}

function fixOf({ description, edits }: FileFix, artifactLocation: ArtifactLocation) {
  const replacements = edits.map(({ text, ...span }) => ({ deletedRegion: regionOf(span), insertedContent: { text } }));
  return { description: { text: description }, artifactChanges: [{ artifactLocation, replacements }] };
}

function regionOf({ position, end }: { readonly position: Position; readonly end: Position }) {
  return { startLine: position.line, startColumn: position.column, endLine: end.line, endColumn: end.column };
}
