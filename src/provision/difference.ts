import { stringify } from 'yaml';
import { mapOf } from '../kube/json-map.ts';
import type { JsonMap } from '../kube/json-map.ts';
import { metadataOf } from '../kube/kube-object.ts';
import type { KubeObject } from '../kube/kube-object.ts';
import { unifiedHunks } from '../text/unified-diff.ts';

/** An object before and after. */
interface Change {
  /** Undefined where there is none yet. */
  readonly live: JsonMap | undefined;
  readonly after: JsonMap;
}

const NAMED_VALUES = ['labels', 'annotations'] as const;

/**
 * The lines of a unified diff between the YAML of an object as it is and as it will be, without its head. Told are the fields of the
 * manifest, and labels and annotations that change: never what a Secret holds, nor what the server and others have written.
 */
export function differenceOf(wished: KubeObject, { live, after }: Change): readonly string[] {
  const before = live === undefined ? '' : yamlOf(shown(live, { wished, other: after }));
  const hunks = unifiedHunks({ before, after: yamlOf(shown(after, { wished, other: live ?? {} })) });
  return hunks === '' ? [] : hunks.trimEnd().split('\n');
}

/** Whether a field or an element of a list goes, in place of which none comes. */
export function takesAway(difference: readonly string[]): boolean {
  const namesBehind = (sign: string): readonly string[] =>
    difference.filter((line) => line.startsWith(sign)).map((line) => line.slice(1).replace(/: .*/, ':'));
  const coming = namesBehind('+');
  return namesBehind('-').some((name) => !coming.includes(name));
}

/** The object with the fields of the manifest put over its own, as an API server would answer a forced apply. */
export function overlaid(live: JsonMap, wished: KubeObject): JsonMap {
  const metadata = metadataOf(live);
  const merged = NAMED_VALUES.map((field) => [field, { ...mapOf(metadata[field]), ...wished.metadata[field] }]);
  return { ...live, ...wished, metadata: { ...metadata, ...Object.fromEntries(merged) } };
}

/** The fields of the manifest. */
function shown(object: JsonMap, { wished, other }: { readonly wished: KubeObject; readonly other: JsonMap }): JsonMap {
  const { metadata, ...fields } = wished;
  const named = NAMED_VALUES.flatMap((field) => {
    const [own, others] = [mapOf(metadataOf(object)[field]), mapOf(metadataOf(other)[field])];
    const told = Object.entries(own).filter(([key, value]) => key in (metadata[field] ?? {}) || others[key] !== value);
    return told.length === 0 ? [] : [[field, Object.fromEntries(told)]];
  });
  const { name, namespace } = metadataOf(object);
  return {
    ...Object.fromEntries(Object.keys(fields).map((field) => [field, object[field]])),
    metadata: { name, namespace, ...Object.fromEntries(named) },
  };
}

/** API servers and manifests have different orders of their own; what is undefined is left out. */
function yamlOf(object: JsonMap): string {
  return stringify(object, { sortMapEntries: true, lineWidth: 0 });
}
