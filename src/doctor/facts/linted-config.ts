import type { Release } from '../../apisix/release.ts';
import type { LintFinding } from '../../lint/report.ts';
import type { Examination } from '../examination.ts';

/** A finding of lint, and what stands in its line. */
export interface FoundInFile {
  readonly finding: LintFinding;
  readonly path: string;
  /** Without secrets; undefined behind the last line. */
  readonly line: string | undefined;
}

/**
 * Which question a finding about the config answers:
 *
 * - `start`: does the gateway start discovery with it?
 * - `meaning`: does it say what was meant?
 * - `nodes`: does it leave nodes to use?
 * - `variables`: is the environment as it asks for?
 * - `elsewhere`: that shows by itself: of the token, of the names, of the port and of the certificate.
 */
export type ConfigTopic = 'start' | 'meaning' | 'nodes' | 'variables' | 'elsewhere';

/** What lint says of `--config`. */
export interface LintedConfig {
  readonly path: string;
  /** Whether the start-up check accepts it; undefined where there is no config in the file. */
  readonly isAccepted: boolean | undefined;
  readonly findings: readonly (FoundInFile & { readonly topic: ConfigTopic })[];
}

/** Undefined where no `--config` was given. */
export async function readLintedConfig({ linted, release }: Examination): Promise<LintedConfig | undefined> {
  const files = await linted();
  if (files?.config === undefined) return undefined;
  const { report, config: path } = files;
  const documents = report.files.filter((document) => document.path === path);
  const verdicts = documents.flatMap(({ accepted }) => accepted?.[release.version] ?? []);
  const isAccepted = verdicts.length === 0 ? undefined : verdicts.every(Boolean);
  const findings = documents.flatMap(({ findings: found, lines }) =>
    found.map((finding) => ({
      finding,
      path,
      line: lines(finding.position.line),
      topic: topicOf(finding, { isAccepted, release }),
    })),
  );
  return { path, isAccepted, findings };
}

/** A selector that leaves nothing, or a weight that does. */
const OF_NODES: ReadonlySet<string> = new Set(['C15', 'C16', 'C17', 'C24']);

/** Keys that count for nothing, or for something broken, keep no gateway from starting; nor does a template whose words pass for a name. */
const MAY_START: ReadonlySet<string> = new Set(['C19', 'C22']);

function topicOf(
  { id, severity }: Pick<LintFinding, 'id' | 'severity'>,
  { isAccepted, release }: { readonly isAccepted: boolean | undefined; readonly release: Release },
): ConfigTopic {
  if (id.startsWith('E')) return 'variables';
  if (isToldElsewhere(id, release)) return 'elsewhere';
  if (OF_NODES.has(id)) return 'nodes';
  const mayStart = severity !== 'error' || MAY_START.has(id) || (id === 'C35' && isAccepted === true);
  return mayStart ? 'meaning' : 'start';
}

function isToldElsewhere(id: string, { verifiesTls }: Release): boolean {
  // A release that verifies certificates is asked what it makes of the one that is shown.
  return !/^[CL]/.test(id) || id === 'C18' || id === 'C26' || id === 'C31' || (id === 'C23' && verifiesTls);
}
