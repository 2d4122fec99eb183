import type { ExplainReport } from '../../explain/report.ts';
import { API_VERSION } from '../document.ts';

/** The report for other programs; its keys are a promise. */
export function explainDocument({ symptoms, unknown }: ExplainReport): object {
  return {
    apiVersion: API_VERSION,
    kind: 'ExplainReport',
    symptoms: symptoms.map(({ text, file, line, count, first, last, causes }) => ({
      text,
      ...(file === undefined ? {} : { file }),
      line,
      count,
      ...(first === undefined ? {} : { first }),
      ...(last === undefined ? {} : { last }),
      causes: causes.map(({ id, likelihood, message, prove, mend }) => ({ id, likelihood, message, prove, mend })),
    })),
    unknown,
  };
}
