import { namesOfNamesakes } from '../namesakes.ts';
import type { Spelling } from '../spelling.ts';
import { afterKnownId, preferKnownId } from './known-id.ts';
import { segmentsOf } from './segments.ts';

/** S05: single-cluster mode and no slash, or multi-cluster mode and only a known id before it. */
export const missingNamespace: Spelling = (written) => {
  const { text, mode, form, isKnown } = written;
  const after = afterKnownId(written);
  const { path, port } = segmentsOf(after?.rest ?? text);
  const [name = '', ...rest] = path;
  if ((mode === 'multi' && after === undefined) || rest.length > 0) return undefined;
  // A namespace may be called like a cluster: then it is the id that is missing.
  if (after !== undefined && isKnown(`${after.id}/${name}`)) return undefined;
  return {
    id: 'S05',
    message: `The namespace is missing. APISIX wants ${form}.`,
    meant: [],
    suggest: async (question) => preferKnownId(await namesOfNamesakes(question, { name, port }), after),
  };
};
