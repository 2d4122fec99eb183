import { expiryText } from '../../findings/time-text.ts';
import type { ClusterSetup, ProofStep, TokenResult } from '../../provision/report.ts';
import type { Page } from '../../terminal/page.ts';
import { headline } from '../headline.ts';

/** What the token was tried on: whose it is and how long it lasts, and what it may do. */
export function proofLines(
  { proof, token }: Pick<ClusterSetup, 'proof' | 'token'>,
  { page, now }: { readonly page: Page; readonly now: number },
): string[] {
  return inOneLine(proof).flatMap(({ what, outcome, message, id }) => {
    const text = what === 'identity' && outcome === 'pass' && token !== null ? `${message}, ${endOf(token, now)}` : message;
    return headline({ verdict: outcome, text, id }, page);
  });
}

/** A watch that goes as well as the list before it needs no line of its own. */
function inOneLine(proof: readonly ProofStep[]): readonly ProofStep[] {
  return proof.flatMap((step, at) => {
    const before = proof[at - 1];
    const after = proof[at + 1];
    if (before !== undefined && areOne(before, step)) return [];
    return [after !== undefined && areOne(step, after) ? { ...step, message: `${step.message}, ${after.message}` } : step];
  });
}

function areOne(list: ProofStep, watch: ProofStep): boolean {
  return list.what === 'list' && watch.what === 'watch' && list.outcome === 'pass' && watch.outcome === 'pass';
}

function endOf({ expires }: TokenResult, now: number): string {
  return expiryText(expires === null ? undefined : Date.parse(expires), now);
}
