import type { ServiceQuestion } from '../question.ts';
import type { Reason } from '../report.ts';

/** S25: where nothing else is known. */
export function noSuchService({ service, namespace }: ServiceQuestion): Reason {
  return { id: 'S25', message: `There is no service ${service} in namespace ${namespace}.`, suggestions: [] };
}
