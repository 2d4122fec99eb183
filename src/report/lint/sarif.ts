import { isAbsolute, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Position } from '../../apisix/position.ts';
import { CATALOGUE } from '../../findings/catalogue.ts';
import type { DocumentReport, FileFix, LintFinding } from '../../lint/report.ts';
import type { Rule } from '../../lint/rule.ts';
import { jsonText } from '../json-text.ts';
import { fingerprintsOf } from './fingerprints.ts';
import type { LintFormat } from './format.ts';
import { ruleMarkdown } from './rule-markdown.ts';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0 (OASIS): one run with all rules, whether they found something or not. */
export const lintSarif: LintFormat = (report, { version, rules }) => {
  const fingerprints = fingerprintsOf(report);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results = report.files.flatMap(({ path, findings }) =>
    findings.map((finding) => ({
      ...resultOf(finding, { path, ruleIndex: indexes.get(finding.id) }),
      // The one name that GitHub looks at.
      partialFingerprints: { primaryLocationLineHash: fingerprints.get(finding) },
    })),
  );
  const driver = { name: 'k8s-disco', version, semanticVersion: version, rules: rules.map(descriptorOf) };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return jsonText(log);
};

function descriptorOf(rule: Rule) {
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
  { path, ruleIndex }: { readonly path: DocumentReport['path']; readonly ruleIndex: number | undefined },
) {
  const artifactLocation = artifactLocationOf(path);
  return {
    ruleId: id,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
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

interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

function artifactLocationOf(path: string): ArtifactLocation {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  const uri = posix.normalize(path).split('/').map(encodeURIComponent).join('/');
  // GitHub's name for the root of the repository.
  return { uri, uriBaseId: '%SRCROOT%' };
}
