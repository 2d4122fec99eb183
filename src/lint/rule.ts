import type { ConfigVerdict } from '../apisix/config-verdict.ts';
import type { Position } from '../apisix/position.ts';
import type { Release } from '../apisix/release.ts';
import type { ObjectVerdict, RoutingObject } from '../apisix/routing/routing-object.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { Severity } from '../findings/finding.ts';
import type { LintDocument } from './document.ts';
import type { RunFacts } from './run-facts.ts';

/** A rule of the linter: what users read about it, and what it looks at. One file each in rules/, and one line in the index there. */
export type Rule = RuleText &
  (
    | {
        /** Each config, once for each release asked for. */
        readonly subject: 'config';
        readonly check: (judged: JudgedConfig, facts: RunFacts) => readonly Complaint[];
      }
    | {
        /** Each route, upstream, service and stream route, once for each release. */
        readonly subject: 'object';
        readonly check: (judged: JudgedObject, facts: RunFacts) => readonly Complaint[];
      }
    | {
        /** Each document, whatever it is, once. */
        readonly subject: 'document';
        readonly check: (document: LintDocument, facts: RunFacts) => readonly Complaint[];
      }
    | {
        /** Nothing by itself: the linter reports it while it reads files or sorts findings out. */
        readonly subject: 'linter';
      }
  );

/** What `k8s-disco rules`, `k8s-disco explain`, docs/rules.md and SARIF say of a rule. Its title is the catalogue's. */
export interface RuleText {
  readonly id: CatalogueId;
  /** The file's name in rules/: lower-case words with hyphens. */
  readonly name: string;
  /** Of its findings, unless one says otherwise. */
  readonly severity: Severity;
  /** What the gateway does, and from which release to which, in a few sentences. */
  readonly why: string;
  /** How to mend it, in a sentence or two. */
  readonly mend: string;
  /** Where the rule comes from: a Lua file under apisix/ and its release, an issue of apache/apisix (`#12536`), a KEP or an RFC. */
  readonly source: string;
  readonly examples: { readonly failing: Example; readonly passing: Example };
}

/** Files that are linted in one run. Each example is shown in docs/rules.md and executed by a test. */
export interface Example {
  /** Path → text; the first is the one that the example is about. */
  readonly files: Readonly<Record<string, string>>;
  /** Words of the command line beside the files, such as `--gateway-version 3.14.0`. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A config and what one release makes of it. */
export interface JudgedConfig {
  readonly document: LintDocument;
  readonly release: Release;
  readonly verdict: ConfigVerdict;
}

/** A route, upstream, service or stream route and what one release makes of it. */
export interface JudgedObject {
  readonly document: LintDocument;
  readonly release: Release;
  readonly object: RoutingObject;
  readonly verdict: ObjectVerdict;
}

/** Something a rule found. */
export interface Complaint {
  /** What, where and why, in one or two sentences; never a secret. The same for every release that it concerns. */
  readonly message: string;
  /** In the document: the place to edit. A missing key points at its parent. */
  readonly position: Position;
  /** Behind the last character; by default where the key or value at `position` ends. */
  readonly end?: Position;
  /** What to write instead, in one sentence. */
  readonly hint?: string;
  readonly severity?: Severity;
  /** Only where the mend cannot change what was meant. */
  readonly fix?: Fix;
}

/** Edits that mend a finding together. */
export interface Fix {
  /** In the imperative, without a secret: `Quote the port`. */
  readonly description: string;
  /** They do not overlap; in any order. */
  readonly edits: readonly Edit[];
}

/** In the document: replaces what stands from `position` up to `end`. */
export interface Edit {
  readonly position: Position;
  readonly end: Position;
  readonly text: string;
}
