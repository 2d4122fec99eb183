/** Where an object stands among those of its resource. `namespace` is absent at cluster scope. */
export interface Place {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/** `namespace/name`, or the name alone at cluster scope: the part of the etcd key that orders a list. */
export function keyOf({ namespace, name }: Place): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
