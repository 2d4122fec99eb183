import { SERVICE_NAME_FORM } from '../../apisix/service-name.ts';
import { namesOfNamesakes } from '../namesakes.ts';
import type { Explain, Question } from '../question.ts';
import { byDistance } from '../similarity.ts';
import { joinSegments, segmentsOf } from './segments.ts';

/** S06: multi-cluster mode and no id; a list of one cluster is multi-cluster mode too. */
export const missingId: Explain = async (question) => {
  const { text, discovery } = question;
  const { path, port } = segmentsOf(text);
  if (discovery.mode === 'single' || path.length > 2) return undefined;
  const [name = '', ...rest] = path;
  const suggestions =
    rest.length === 0
      ? await namesOfNamesakes(question, { name, port })
      : await withIds(
          question,
          discovery.clusters.map(({ setup }) => setup.id ?? ''),
          text,
        );
  const also = discovery.clusters.length === 1 ? ' A list of one cluster needs it too.' : '';
  return { id: 'S06', message: `The cluster's id is missing: APISIX wants ${SERVICE_NAME_FORM.multi}.${also}`, suggestions };
};

/** S07. */
export const unknownId: Explain = async (question) => {
  const { text, discovery, lookup } = question;
  if (lookup.kind !== 'unknown-id') return undefined;
  const id = lookup.name.id ?? '';
  const ids = discovery.clusters.map(({ setup }) => setup.id ?? '');
  return {
    id: 'S07',
    message: `No cluster has the id ${id}; the gateway's config has ${ids.join(', ')}.`,
    suggestions: await withIds(question, byDistance(ids, id), text.slice(id.length + 1)),
  };
};

/** S08: single-cluster mode and three parts; the gateway looks for a namespace called `id/namespace`. */
export const extraId: Explain = async ({ text, discovery, directory, instead }) => {
  const { path, port } = segmentsOf(text);
  if (discovery.mode === 'multi' || path.length !== 3) return undefined;
  const [known, withoutId] = [path.slice(0, 2), path.slice(1)].map((parts) => directory.at(parts.join('/')).length > 0);
  if (known && !withoutId) return undefined;
  return {
    id: 'S08',
    message: `In single-cluster mode no id comes first. APISIX wants ${SERVICE_NAME_FORM.single}.`,
    suggestions: await instead(joinSegments(path.slice(1), port)),
  };
};

async function withIds({ instead }: Question, ids: readonly string[], name: string): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) found.push(...(await instead(`${id}/${name}`)));
  // Where one cluster has just this name, what resembles it elsewhere only distracts.
  const exact = ids.map((id) => `${id}/${name}`).filter((candidate) => found.includes(candidate));
  return exact.length > 0 ? exact : found;
}
