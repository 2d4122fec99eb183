import { LIKELIHOODS } from '../../explain/cause.ts';
import type { ExplainedCause } from '../../explain/cause.ts';
import { inSymbols } from '../../terminal/symbols.ts';
import { printable, widthOf, withId, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

/** Under a symptom's text. */
const INDENT = 2;

/** Behind the words for how likely a cause is. */
const COLUMN = INDENT + Math.max(...LIKELIHOODS.map((words) => words.length)) + 2;

/** Of a symptom with more causes the rest are named by their ids: a 503 may have two dozen. */
const MOST_CAUSES = 6;

/** The causes of one symptom: each with its id; what proves or mends several in a row stands under the last of them. */
export function causeLines(causes: readonly ExplainedCause[], page: Page): string[] {
  const shown = causes.slice(0, MOST_CAUSES);
  const rest = causes.slice(MOST_CAUSES);
  return [
    ...shown.flatMap((cause, at) => {
      const next = shown[at + 1];
      return [
        ...messageLines(cause, page),
        ...(cause.prove === next?.prove ? [] : actionLines('prove', cause.prove, page)),
        ...(cause.mend === next?.mend ? [] : actionLines('mend', cause.mend, page)),
      ];
    }),
    ...(rest.length === 0 ? [] : wrap(`or one of ${rest.map(({ id }) => id).join(', ')}: k8s-disco explain ID`, INDENT, page)),
  ];
}

function messageLines({ id, likelihood, message }: ExplainedCause, page: Page): string[] {
  const columns = page.columns - id.length - 2;
  const [first = '', ...rest] = wrap(printable(inSymbols(message, page.symbols)), COLUMN, { ...page, columns });
  const words = likelihood === 'certain' || likelihood === 'most likely' ? page.style.name(likelihood) : likelihood;
  const gap = ' '.repeat(COLUMN - INDENT - widthOf(likelihood));
  return [withId(`${' '.repeat(INDENT)}${words}${gap}${first.trimStart()}`, id, page), ...rest];
}

/** A command is to be pasted, so it stays on its line; advice is a sentence. */
function actionLines(name: 'prove' | 'mend', text: string, page: Page): string[] {
  const line = `${name}: ${printable(text)}`;
  const lines = COMMAND.test(text) ? [`${' '.repeat(COLUMN)}${line}`] : wrap(inSymbols(line, page.symbols), COLUMN, page);
  return lines.map(page.style.dim);
}

const COMMAND = /^(?:k8s-disco|kubectl|kubeadm|printf|base64|echo) /;
