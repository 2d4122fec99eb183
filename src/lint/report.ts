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
  /** What it was taken for, in words. */
  readonly title: string;
  readonly content: Content;
  /** Release → whether its start-up check accepts the config; null where there is no discovery config to accept. */
  readonly accepted: Readonly<Record<string, boolean>> | null;
  /**
   * Release → variables that are not set here, where it rejects the config for those alone, nothing else in it is an error, and this
   * need not be the gateway's environment. It may well accept it there.
   */
  readonly undecided: Readonly<Record<string, readonly string[]>>;
  readonly objects?: readonly ObjectReport[];
  readonly findings: readonly LintFinding[];
  /** How many more findings suppressions, `--ignore` or the baseline hide. */
  readonly suppressed: number;
  /** The file's lines, for code frames, secrets masked; 1-based line → text. */
  readonly lines: (line: number) => string | undefined;
}

/**
 * What became of a document: something of it was `judged`; it holds `nothing` that lint knows; or it is `unread`, as a template and text that
 * is not well-formed and need not be the gateway's.
 */
export type Content = 'judged' | 'nothing' | 'unread';

/** A route, upstream, service or stream route: release → verdict. */
export interface ObjectReport {
  readonly kind: ObjectKind;
  readonly id: string | undefined;
  /** The data plane's verdict. */
  readonly accepted: Readonly<Record<string, boolean>>;
  /** The Admin API's verdict. */
  readonly admin: Readonly<Record<string, boolean>>;
  /** The releases whose Admin API refuses nothing of it but the create_time and update_time that it added itself. */
  readonly ownTimes: readonly string[];
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
  /** Of those, files without a finding in which nothing was judged. */
  readonly nothing: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly fixable: number;
  /** Findings that suppressions, `--ignore` or the baseline hide. */
  readonly suppressed: number;
}
