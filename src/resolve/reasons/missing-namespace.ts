import { SERVICE_NAME_FORM } from '../../apisix/service-name.ts';
import { namesOfNamesakes } from '../namesakes.ts';
import type { Explain } from '../question.ts';
import { afterKnownId, preferKnownId } from './known-id.ts';
import { segmentsOf } from './segments.ts';

/** S05: single-cluster mode and no slash, or multi-cluster mode and only a known id before it. */
export const missingNamespace: Explain = async (question) => {
  const { text, discovery, directory } = question;
  const after = afterKnownId(question);
  const { path, port } = segmentsOf(after?.rest ?? text);
  const [name = '', ...rest] = path;
  if ((discovery.mode === 'multi' && after === undefined) || rest.length > 0) return undefined;
  // A namespace may be called like a cluster: then it is the id that is missing.
  if (after !== undefined && directory.at(`${after.id}/${name}`).length > 0) return undefined;
  return {
    id: 'S05',
    message: `The namespace is missing. APISIX wants ${SERVICE_NAME_FORM[discovery.mode]}.`,
    suggestions: preferKnownId(await namesOfNamesakes(question, { name, port }), after),
  };
};
