interface ObjectMetadata {
  readonly name: string;
  /** Absent on cluster-scoped objects. */
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** A Kubernetes object as JSON. Beyond `metadata` nothing is checked, so a test can stage what a real API server would refuse. */
export interface ApiObject {
  readonly metadata: ObjectMetadata;
  readonly [field: string]: unknown;
}

/** An object as the store would hold it: the server's own fields are filled in, but for the resourceVersion. */
export interface Draft extends ApiObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly metadata: ObjectMetadata & { readonly uid: string; readonly creationTimestamp: string };
}

/** An object the store holds. */
export interface StoredObject extends Draft {
  readonly metadata: Draft['metadata'] & { readonly resourceVersion: string };
}
