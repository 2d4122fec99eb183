import type { DocumentReport, FileFix, LintFinding, ObjectReport } from '../../lint/report.ts';
import { API_VERSION } from '../document.ts';
import { jsonText } from '../json-text.ts';
import type { LintFormat } from './format.ts';

/** The whole report for other programs. A fix that holds a secret comes without its edits. */
export const lintJson: LintFormat = ({ files, summary }) => {
  const report = { apiVersion: API_VERSION, kind: 'LintReport', files: files.map(documentOf), summary };
  return jsonText(report);
};

function documentOf({ path, document, kind, accepted, objects, findings }: DocumentReport) {
  return {
    path,
    document,
    kind,
    accepted,
    ...(objects === undefined ? {} : { objects: objects.map(objectOf) }),
    findings: findings.map(findingOf),
  };
}

function objectOf({ kind, id, accepted, admin }: ObjectReport) {
  return { kind, id: id ?? null, accepted, admin };
}

function findingOf({ id, rule, severity, message, position, end, releases, hint, fix }: LintFinding) {
  return {
    id,
    rule,
    severity,
    message,
    line: position.line,
    column: position.column,
    endLine: end.line,
    endColumn: end.column,
    gatewayVersions: releases,
    ...(hint === undefined ? {} : { hint }),
    ...(fix === undefined ? {} : { fix: fixOf(fix) }),
  };
}

function fixOf({ description, isSecret, edits }: FileFix) {
  if (isSecret) return { description };
  return {
    description,
    edits: edits.map(({ position, end, text }) => ({
      line: position.line,
      column: position.column,
      endLine: end.line,
      endColumn: end.column,
      text,
    })),
  };
}
