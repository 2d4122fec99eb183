import type { CatalogueId } from '../findings/catalogue.ts';
import type { Finding } from '../findings/finding.ts';
import type { ConnectionSource } from '../kube/connection.ts';
import type { Right } from '../kube/reviews.ts';

/** How an object stands after a set-up, or would stand after it. */
export type ObjectState =
  | 'created'
  | 'changed'
  | 'unchanged'
  /** Deleted and made again, because a field that differed cannot be changed. */
  | 'recreated'
  /** It is there without our label, so it is not ours: not touched without --force. */
  | 'foreign'
  /** Another field manager has given fields other values: not touched without --force. */
  | 'conflict'
  /** A field that cannot be changed has another value: not touched without --recreate. */
  | 'immutable'
  /** Not written, because another object stood in the way or failed before. */
  | 'not-reached'
  /** It may be there or not: the user may not read it. */
  | 'unreadable'
  /** Writing it failed; `error` of the cluster says why. */
  | 'failed';

export interface ObjectResult {
  readonly kind: string;
  /** Null for what stands outside of namespaces. */
  readonly namespace: string | null;
  readonly name: string;
  readonly state: ObjectState;
  /** One line for people: what it grants, who holds the fields in conflict. */
  readonly detail?: string;
  /** Where it is not touched for what it is: the flags that change that; both where it takes both, none where `serves` is why. */
  readonly overriddenBy?: readonly ('force' | 'recreate')[];
  /** The account that it serves in place of this one, such as `default/apisix-discovery`, where it is not touched for that. */
  readonly serves?: string;
  /** Lines of a unified diff from what is there to what is wished, without its head; empty where nothing differs. Holds no secret. */
  readonly difference: readonly string[];
}

/** A right that the user who sets up would need and does not hold. */
export interface MissingRight extends Right {
  /** What it is needed for, in one line; absent where verb and object say it. */
  readonly reason?: string;
}

/** One thing that was tried with the new token. */
export interface ProofStep {
  readonly what: 'identity' | 'list' | 'watch';
  /** Absent for the identity. */
  readonly resource?: string;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly message: string;
  /** Where it failed. */
  readonly id?: CatalogueId;
}

/** The token that the gateway is to use, without the token itself. */
export interface TokenResult {
  /** Null for one of TokenRequest. */
  readonly secret: string | null;
  readonly subject: string;
  /** RFC 3339; null: never. */
  readonly expires: string | null;
  /** How long the token controller took, in milliseconds; null where the token was there already or asked for. */
  readonly waitedMs: number | null;
}

/** What became of one cluster. */
export interface ClusterSetup {
  /** Null but in multi-cluster mode. */
  readonly id: string | null;
  readonly name: string;
  readonly server: string;
  /** Who named the API server. */
  readonly source: ConnectionSource;
  /** `1.36`; null where the API server does not say. */
  readonly kubernetes: string | null;
  /** Who set up; null where the API server does not say. */
  readonly user: string | null;
  readonly namespace: string;
  readonly account: string;
  /** In the order of applying. */
  readonly objects: readonly ObjectResult[];
  /** Where any right is missing nothing was written. */
  readonly missing: readonly MissingRight[];
  readonly token: TokenResult | null;
  /** Empty where nothing was tried: in a dry run, with a token that is known to be refused, and where the set-up did not come to its end. */
  readonly proof: readonly ProofStep[];
  readonly findings: readonly Finding[];
  /** Why it did not come to its end. */
  readonly error?: { readonly message: string; readonly id?: CatalogueId };
}

/** A file that was to be written for the gateway. */
export interface EmittedFile {
  /** `-` is stdout. */
  readonly path: string;
  /** `not-written` in a dry run, and where the set-up did not come to its end. */
  readonly state: 'created' | 'changed' | 'unchanged' | 'printed' | 'not-written';
  /** Whether it holds a token and others than its owner may read it. */
  readonly isExposed: boolean;
}

/** What the gateway is given. */
export interface Emitted {
  readonly config: EmittedFile | null;
  readonly tokenFile: EmittedFile | null;
  /** What the gateway's release makes of the config, and of what it names. */
  readonly findings: readonly Finding[];
}

/** What a set-up came to, in the order of the clusters. Holds no secret. */
export interface SetupReport {
  readonly dryRun: boolean;
  readonly clusters: readonly ClusterSetup[];
  /** Absent where nothing was to be given to the gateway. */
  readonly emitted?: Emitted;
}

/** One object of an account that is to go, or has gone. */
export interface TeardownObject {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /**
   * `foreign`: it carries no label of ours, or serves another account, and stays. `absent`: there was none. `held`: it is there until others
   * take their finalizers away.
   */
  readonly state: 'present' | 'deleted' | 'held' | 'absent' | 'foreign' | 'failed';
  /** What a `held` one waits for, such as `example.com/hold`. */
  readonly finalizers?: readonly string[];
  /** The account that it serves in place of this one, such as `default/apisix-discovery`. */
  readonly serves?: string;
}

/** What is to be removed in one cluster, or was. */
export interface ClusterTeardown {
  /** Null but in multi-cluster mode. */
  readonly id: string | null;
  readonly name: string;
  readonly server: string;
  /** Who named the API server. */
  readonly source: ConnectionSource;
  readonly namespace: string;
  readonly account: string;
  /** In the order of deleting. */
  readonly objects: readonly TeardownObject[];
  /** Where any right is missing nothing was deleted. */
  readonly missing: readonly MissingRight[];
  readonly findings: readonly Finding[];
  readonly error?: { readonly message: string; readonly id?: CatalogueId };
}

/** What a teardown came to, in the order of the clusters. */
export interface TeardownReport {
  readonly clusters: readonly ClusterTeardown[];
}
