import type { Release } from '../apisix/release.ts';
import type { ObjectKind, RoutingObject } from '../apisix/routing/routing-object.ts';
import type { Environment } from '../apisix/yaml/substitution.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import type { Complaint, JudgedConfig, JudgedObject } from './rule.ts';

/** What the rules of one run may know beside the document in front of them. */
export interface RunFacts {
  /** The configs that the run judges, for rules that compare files; those of one release. */
  readonly configs: (release: Release) => readonly JudgedConfig[];
  /** The object of that kind and id, the first where there are several; undefined where the run holds none. */
  readonly objectNamed: (release: Release, name: ObjectName) => JudgedObject | undefined;
  /** The ids of the objects of a kind that the run holds. */
  readonly idsOf: (release: Release, kind: ObjectKind) => readonly string[];
  /** What the rules would warn of in a config that the run does not hold, such as one with a fix applied. */
  readonly foretell: (judged: JudgedConfig) => readonly Complaint[];
  /** The releases asked for, oldest first. */
  readonly releases: readonly Release[];
  readonly env: Environment;
  /** The environment is known to be the gateway's (`--env-file`, `--check-env`), so that what it lacks is an error. */
  readonly isGatewayEnv: boolean;
  /** Content of a file that a config names, such as token_file; undefined unless `--check-files` asks for it. */
  readonly namedFile: ((path: string) => NamedFile) | undefined;
  /** Which names would resolve against the manifests of `-f`; undefined without them. */
  readonly manifests: ManifestAnswers | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What other objects name an object by. */
export type ObjectName = { readonly [Key in 'kind' | 'id']: NonNullable<RoutingObject[Key]> };

/** A file that a config names, as this machine has it. */
export type NamedFile = { readonly kind: 'read'; readonly text: string } | { readonly kind: 'missing' | 'unreadable' };

/** What `resolve -f` would answer, for each config of the run. */
export interface ManifestAnswers {
  /** Why a service_name has no nodes there; undefined where it has some, and where the manifests say nothing about that gateway. */
  readonly whyNoNodes: (question: {
    readonly release: Release;
    /** Undefined for the gateway's defaults, in a run without any config. */
    readonly config: JudgedConfig | undefined;
    readonly serviceName: string;
  }) => NameAnswer | undefined;
}

/** Why a service_name has no nodes. */
export interface NameAnswer {
  readonly id: CatalogueId;
  readonly message: string;
  readonly hint?: string;
}
