import { SERVICE_NAME_FORM } from '../../apisix/service-name.ts';
import { namesOfNamesakes } from '../namesakes.ts';
import type { Explain } from '../question.ts';
import { segmentsOf } from './segments.ts';

/** S05: single-cluster mode and no slash. */
export const missingNamespace: Explain = async (question) => {
  const { path, port } = segmentsOf(question.text);
  const [name = '', ...rest] = path;
  if (question.discovery.mode === 'multi' || rest.length > 0) return undefined;
  return {
    id: 'S05',
    message: `The namespace is missing. APISIX wants ${SERVICE_NAME_FORM.single}.`,
    suggestions: await namesOfNamesakes(question, { name, port }),
  };
};
