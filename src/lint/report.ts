import type { Position } from '../apisix/position.ts';
import type { ObjectKind } from '../apisix/routing/routing-object.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { Severity } from '../findings/finding.ts';
import type { DocumentKind } from './document.ts';

/** What one run of the linter found: the input of every output format. Sorted: files by path, findings by place, then id. */
export interface LintReport {
  /** `3.18.0`, oldest first. */
  readonly releases: readonly string[];
  readonly files: readonly DocumentReport[];
  readonly summary: Summary;
}

/** One document; a file of several comes several times. */
export interface DocumentReport {
  readonly path: string;
  /** 1-based number of the document in the file. */
  readonly document: number;
  readonly kind: DocumentKind;
  /** For verbose output. */
  readonly title: string;
  /** Release → whether its start-up check accepts the config; null where there is no discovery config to accept. */
  readonly accepted: Readonly<Record<string, boolean>> | null;
  readonly objects?: readonly ObjectReport[];
  readonly findings: readonly LintFinding[];
  /** The file's lines, for code frames, secrets masked; 1-based line → text. */
  readonly lines: (line: number) => string | undefined;
}

/** A route, upstream, service or stream route: release → verdict. */
export interface ObjectReport {
  readonly kind: ObjectKind;
  readonly id: string | undefined;
  /** The data plane's verdict. */
  readonly accepted: Readonly<Record<string, boolean>>;
  /** The Admin API's verdict. */
  readonly admin: Readonly<Record<string, boolean>>;
}

/** A finding at its place in the file. */
export interface LintFinding {
  readonly id: CatalogueId;
  /** The rule's name. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly position: Position;
  readonly end: Position;
  /** The releases asked for that it concerns, oldest first. */
  readonly releases: readonly string[];
  readonly fix?: FileFix;
}

/** A fix in places of the file. `edits` hold secrets where `isSecret`. */
export interface FileFix {
  readonly description: string;
  readonly isSecret: boolean;
  readonly edits: readonly { readonly position: Position; readonly end: Position; readonly text: string }[];
}

export interface Summary {
  /** Files read. */
  readonly files: number;
  /** Of those, files in which there was nothing to lint. */
  readonly nothing: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixable: number;
  /** Findings that suppressions, `--ignore` or the baseline hide. */
  readonly suppressed: number;
}
