import { isAbsolute, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jsonText } from './json-text.ts';

/** What SARIF calls a severity. */
export type SarifLevel = 'error' | 'warning' | 'note';

/** What is known of a rule (SARIF 2.1.0, 3.49 reportingDescriptor). */
export interface SarifRule {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration?: { readonly level: SarifLevel };
}

/** What was found of a rule (3.27 result). */
export interface SarifResult {
  readonly ruleId: string;
  readonly level: SarifLevel;
  readonly message: { readonly text: string };
  readonly locations: readonly object[];
  readonly fixes?: readonly object[];
  readonly properties?: object;
}

/** One run of the tool (3.14 run). */
export interface SarifRun {
  /** Of k8s-disco: `0.1.0`. */
  readonly version: string;
  /** Whether they found something or not. */
  readonly rules: readonly SarifRule[];
  readonly results: readonly SarifResult[];
}

/** SARIF 2.1.0 (OASIS): a log of one run. A result of a rule that is not among them has no index. */
export function sarifText({ version, rules, results }: SarifRun): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const indexed = results.map(({ ruleId, ...result }) => {
    const ruleIndex = indexes.get(ruleId);
    return { ruleId, ...(ruleIndex === undefined ? {} : { ruleIndex }), ...result };
  });
  const driver = { name: 'k8s-disco', version, semanticVersion: version, rules };
  return jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results: indexed }],
  });
}

/** A file (3.4 artifactLocation). */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** A relative path starts at the root of the repository. */
export function artifactLocationOf(path: string): ArtifactLocation {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  const uri = posix.normalize(path).split('/').map(encodeURIComponent).join('/');
  // GitHub's name for the root of the repository.
  return { uri, uriBaseId: '%SRCROOT%' };
}
