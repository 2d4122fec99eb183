import type { ConfigSource } from '../apisix/config-verdict.ts';
import type { Located } from '../apisix/located.ts';
import type { Position } from '../apisix/position.ts';
import type { Problem } from '../apisix/problem.ts';
import type { Release } from '../apisix/release.ts';
import type { RoutingObject } from '../apisix/routing/routing-object.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';

/** What a document is, recognised by what it holds. */
export type DocumentKind =
  /** The gateway's config.yaml, whole or its `discovery:` block alone. */
  | 'config'
  /** `kubernetes:` alone, as it stands under `discovery:`. */
  | 'kubernetes-block'
  /** Values of the apisix Helm chart. */
  | 'helm-values'
  /** apisix.yaml or apisix.json of a gateway without etcd. */
  | 'standalone'
  /** What the Admin API answers or takes: lists, single objects, bodies. */
  | 'admin'
  /** A file of api7/adc. */
  | 'adc'
  /** A Kubernetes object. */
  | 'manifest'
  /** Nothing that lint knows. */
  | 'other';

/** One thing to judge: a file, one document of it, or a text inside it, such as the config.yaml of a ConfigMap. */
export interface LintDocument {
  readonly file: LintFile;
  /** 1-based number of the YAML document in the file. */
  readonly number: number;
  readonly kind: DocumentKind;
  /** What it is in words, for verbose output: `config.yaml of ConfigMap default/apisix (data["config.yaml"])`. */
  readonly title: string;
  /** The gateway's config in it; undefined where there is no discovery config to accept. */
  readonly config: ConfigSource | undefined;
  /** Its routes, upstreams, services and stream routes as that release reads them; empty where it holds none. */
  readonly objects: (reading: { readonly release: Release; readonly env: Environment }) => ObjectsRead;
  /** Its values as a plain reader of YAML 1.1 or JSON has them, in positions of the document; undefined where it is not well-formed. */
  readonly root: Located | undefined;
  /** Why the text is not YAML or JSON; undefined for a config too, where each release says so itself (C34). */
  readonly malformed: Problem | undefined;
  /** Where a position of the document stands in the file: another one only in a text inside a file. */
  readonly inFile: (position: Position) => Position;
  /** What each new line of an edit must begin with; undefined where no edit of the text is safe (escapes, folded lines). */
  readonly indent: string | undefined;
}

/** How a document's objects were read. */
export interface ObjectsRead {
  readonly objects: readonly RoutingObject[];
  /** Why the gateway reads none of them: no `#END`, not YAML. */
  readonly problems: readonly Problem[];
}

/** A file that was read as text. */
export interface LintFile {
  /** As the user wrote it, or as found in a directory he named; `-` or `--stdin-filename` for standard input. */
  readonly path: string;
  readonly text: string;
  /** The user gave this very path, or standard input; otherwise it was found in a directory or by a pattern. */
  readonly named: boolean;
}
