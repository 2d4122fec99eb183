import type { CatalogueId } from '../findings/catalogue.ts';
import type { UserError } from '../findings/user-error.ts';
import { describeSource } from '../kube/connection.ts';
import type { ConnectionSource } from '../kube/connection.ts';
import { maskTokens } from '../kube/mask-tokens.ts';
import type { Page } from '../terminal/page.ts';
import { mendLine } from './finding-lines.ts';
import { headline } from './headline.ts';
import type { Headline } from './headline.ts';
import { placedText } from './placed-text.ts';

/** What to look at first. */
const HINTS: Readonly<Partial<Record<CatalogueId, string>>> = {
  N01: 'Is the port right?',
  N02: 'Does a firewall or a VPN stand between?',
  N03: 'Is the name right?',
  N06: 'Give its CA with --certificate-authority FILE.',
  N07: 'Use a name or an address that the certificate has.',
  R01: 'A ClusterRole with list and watch, bound to this account by a ClusterRoleBinding, is what it needs.',
  T22: 'Use a context of a kubeconfig that has credentials.',
  T24: 'Where the gateway runs it may be there. Elsewhere, give a copy of it as FILE, with a config of one cluster.',
  T30: 'Has it expired, or is it for another cluster?',
};

/** An API server that did not give what it was asked for. */
export interface Refusal {
  readonly message: string;
  readonly id?: CatalogueId | undefined;
  /** Where the server and the identity were found. */
  readonly source?: ConnectionSource | undefined;
}

/** What the user can mend: place and message, and under them what to do. */
export function userErrorText(error: UserError, page: Page): string {
  const { message, place, hint, mend, id } = error;
  const lines = failureLines({ text: placedText(message, place), id, below: hint === undefined ? [] : [hint] }, page);
  return text([...lines, ...(mend === undefined ? [] : [maskTokens(mendLine(mend))])]);
}

/** Why nothing is known of a cluster, and where the server and the identity came from. */
export function refusalText(refusal: Refusal, page: Page): string {
  return text(refusalLines(refusal, page));
}

/** The same as lines of a report. */
export function refusalLines({ message, id, source }: Refusal, page: Page): string[] {
  const origin = source === undefined ? [] : [`From ${describeSource(source)}.`];
  const hint = id === undefined ? undefined : HINTS[id];
  const other = source === undefined ? [] : ['Other ways: --help'];
  const below = [...origin, ...(hint === undefined ? [] : [hint]), ...other].join(' ');
  return failureLines({ text: message, id, below: [below] }, page);
}

/** A fault of ours: the stack, for those who will mend it. */
export function bugText(error: unknown, page: Page): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = failureLines({ text: 'k8s-disco itself failed. Please report it, with these lines and the command.' }, page);
  return text([...lines, maskTokens(stack)]);
}

/** The user may have put a token where a name is due, and others may quote what they were sent. */
function failureLines({ text: said, id, below = [] }: Omit<Headline, 'verdict'>, page: Page): string[] {
  return headline({ verdict: 'fail', text: maskTokens(said), id, below: below.map(maskTokens) }, page);
}

function text(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
