import { printable, wrap } from '../terminal/page.ts';
import type { Page } from '../terminal/page.ts';
import { inSymbols } from '../terminal/symbols.ts';

/** What a command to paste begins with. */
const PROGRAM = /^(?:\(umask 077;|k8s-disco|kubectl|kubeadm|openssl|printf|base64|echo|jq) \S/;

/** `apisix reload`, but not `apisix reload, once its token is mended`. */
const OF_GATEWAY = /^apisix [a-z]+$/;

/** A flag, or a line of YAML whose value is one word, quoted, or in brackets: else it is said in words what to write. */
const TO_WRITE = /^(?:--[a-z-]+ \S+|[\w./-]+: (?:[^\s,]\S*|"[^"]*"|\[.*\]|\{.*\}))$/;

/** Whether a mend is to be taken as it is: a command for a shell, or a line for a file. What is not is advice. */
export function isToPaste(mend: string): boolean {
  return PROGRAM.test(mend) || OF_GATEWAY.test(mend) || TO_WRITE.test(mend);
}

/** `mend: kubectl …` for what is to be pasted, `do: …` for advice. */
export function mendText(mend: string): string {
  return `${isToPaste(mend) ? 'mend' : 'do'}: ${mend}`;
}

/** The same as lines of a report, indented: what is to be pasted stays on its line, and advice is broken as a sentence is. */
export function mendLines(mend: string, indent: number, page: Page): string[] {
  const text = printable(mendText(mend));
  return isToPaste(mend) ? [`${' '.repeat(indent)}${text}`] : wrap(inSymbols(text, page.symbols), indent, page);
}
