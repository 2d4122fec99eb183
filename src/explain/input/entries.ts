import { readLogLine } from './log-line.ts';
import type { LogLine } from './log-line.ts';

/** What was logged at once: one line, and those that go on from it, such as a stack traceback or a body. */
export interface Entry extends LogLine {
  /** 1-based, of its first line. */
  readonly line: number;
  /** How many lines it has. */
  readonly lines: number;
}

/** Further lines of an entry are counted, and left out. */
const MOST_LINES = 200;
const LONGEST_ENTRY = 64 * 1024;

/** nginx cuts a line that is longer, and with it what would end the entry. */
const CUT = 2000;

/** Lines that are nobody's first: of a stack traceback, of nginx behind a body, of JSON and YAML in lines of their own. */
const CONTINUES = /^(?:\s+\S|stack traceback:|coroutine \d+:|, ?(?:context|client): |\}\s*$)/;

/** What a first line must have for anybody to be interested in its entry. Much faster than to read every line. */
const INTERESTING =
  /failed|kubernetes|discovery|environment variable|non-empty string|invalid (?:port value|nodes|configuration)|should (?:set to|be set)|DICT|service_name|id not exist|id value|duplicate|upstream|lyaml|tinyyaml|\.yaml file|end flag|"Status"|Error from server|logged in to the server|connect to the server|connection to the server|^object matches none|^x509: |^tls: failed to verify|no matches for kind|is invalid:|is forbidden:|curl: \(|bearer token|HTTPS server|missing metadata|endpoint_slice validation|re\.match|couldn't get current server|^\{\s*$/;

/** Puts the lines of one file together to entries. Whoever has all lines must call {@link end}. */
export class Entries {
  readonly #onEntry: (entry: Entry) => void;
  readonly #onOther: () => void;
  #line = 0;
  #open: { readonly first: LogLine; readonly line: number; readonly texts: string[]; length: number; lines: number } | undefined;

  /** `onOther` is told of each line that belongs to no entry of interest and is not blank. */
  constructor({ onEntry, onOther }: { readonly onEntry: (entry: Entry) => void; readonly onOther: () => void }) {
    this.#onEntry = onEntry;
    this.#onOther = onOther;
  }

  add(line: string): void {
    this.#line++;
    if (this.#open !== undefined && this.#goesOn(line)) return;
    this.end();
    if (INTERESTING.test(line)) {
      const first = readLogLine(line);
      this.#open = { first, line: this.#line, texts: [first.text], length: first.text.length, lines: 1 };
    } else if (/\S/.test(line)) this.#onOther();
  }

  /** Hands out what is open. More lines may follow. */
  end(): void {
    if (this.#open === undefined) return;
    const { first, line, texts, lines } = this.#open;
    this.#open = undefined;
    this.#onEntry({ ...first, text: texts.join('\n'), line, lines });
  }

  /** Whether the line belongs to the open entry, which then has it. */
  #goesOn(line: string): boolean {
    const open = this.#open;
    if (open === undefined || open.lines >= MOST_LINES) return false;
    const { text, origin } = readLogLine(line);
    if (origin !== 'other' || !(CONTINUES.test(text) || isUnended(open))) return false;
    open.lines++;
    if (open.length < LONGEST_ENTRY) {
      open.texts.push(text);
      open.length += text.length;
    }
    return true;
  }
}

/** A body goes on until nginx says what it was doing. */
function isUnended({
  first,
  texts,
  length,
}: {
  readonly first: LogLine;
  readonly texts: readonly string[];
  readonly length: number;
}): boolean {
  if (first.origin !== 'nginx' || length >= CUT || !/ (?:list|watch) failed, kind: /.test(first.text)) return false;
  return !/, ?(?:context: |client: )/.test(texts.at(-1) ?? '');
}
