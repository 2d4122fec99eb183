import { readJson } from './ask.ts';
import type { Asking } from './ask.ts';
import { listOf, mapOf, textOf } from './json-map.ts';
import type { JsonMap } from './json-map.ts';

/** client-go's page size. */
const PAGE_SIZE = 500;

/** Every object of a collection, page after page. Rejects with a {@link KubeError}. */
export async function listObjects(path: string, asking: Asking): Promise<readonly JsonMap[]> {
  const objects: JsonMap[] = [];
  let next: string | undefined;
  do {
    const { body } = await readJson({ path, query: { limit: PAGE_SIZE, continue: next } }, asking);
    objects.push(...listOf(body['items']).map(mapOf));
    next = textOf(mapOf(body['metadata'])['continue']);
  } while (next !== undefined);
  return objects;
}
