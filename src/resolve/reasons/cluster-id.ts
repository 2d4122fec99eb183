import { parseServiceName } from '../../apisix/service-name.ts';
import { byDistance } from '../../findings/closest.ts';
import { namesOfNamesakes } from '../namesakes.ts';
import type { Question } from '../question.ts';
import type { Misspelling, Spelling } from '../spelling.ts';
import { joinSegments, segmentsOf } from './segments.ts';

/** S06: multi-cluster mode and no id; a list of one cluster is multi-cluster mode too. */
export const missingId: Spelling = ({ text, mode, ids = [], form }) => {
  const { path, port } = segmentsOf(text);
  if (mode === 'single' || path.length > 2) return undefined;
  const [name = '', ...rest] = path;
  const also = ids.length === 1 ? ' A list of one cluster needs it too.' : '';
  const message = `The cluster's id is missing: APISIX wants ${form}.${also}`;
  return rest.length === 0
    ? { id: 'S06', message, meant: [], suggest: (question) => namesOfNamesakes(question, { name, port }) }
    : { id: 'S06', message, ...withIds(ids, text) };
};

/** S07. */
export const unknownId: Spelling = ({ text, mode, ids }) => {
  const id = mode === 'single' ? undefined : parseServiceName(text, mode)?.id;
  if (id === undefined || ids === undefined || ids.includes(id)) return undefined;
  return {
    id: 'S07',
    message: `No cluster has the id ${id}; the gateway's config has ${ids.join(', ')}.`,
    ...withIds(byDistance(ids, id), text.slice(id.length + 1)),
  };
};

/** S08: single-cluster mode and three parts; the gateway looks for a namespace called `id/namespace`. */
export const extraId: Spelling = ({ text, mode, form, isKnown }) => {
  const { path, port } = segmentsOf(text);
  if (mode === 'multi' || path.length !== 3) return undefined;
  const [asWritten, withoutId] = [path.slice(0, 2), path.slice(1)].map((parts) => isKnown(parts.join('/')));
  if (asWritten && !withoutId) return undefined;
  return {
    id: 'S08',
    message: `In single-cluster mode no id comes first. APISIX wants ${form}.`,
    meant: [joinSegments(path.slice(1), port)],
  };
};

function withIds(ids: readonly string[], name: string): Pick<Misspelling, 'meant' | 'suggest'> {
  const meant = ids.map((id) => `${id}/${name}`);
  const suggest = async ({ instead }: Question): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const text of meant) found.push(...(await instead(text)));
    // Where one cluster has just this name, what resembles it elsewhere only distracts.
    const exact = meant.filter((text) => found.includes(text));
    return exact.length > 0 ? exact : found;
  };
  return { meant, suggest };
}
