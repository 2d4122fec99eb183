import { isCollection, isNode, isPair, isScalar, Scalar } from 'yaml';
import type { Pair, YAMLMap, YAMLSeq } from 'yaml';
import { blockLines, flowText, innerLines, itemLines, readsAsText, scalarText } from './block-text.ts';
import type { BlockMap, BlockValue } from './block-text.ts';

/** In UTF-16 units of the text before. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Collects edits of a YAML text whose nodes are at hand: what is not edited stays byte for byte, and what is added is written as its
 * surroundings are (block or flow, indentation, line ends). No node may be edited twice. Nodes come from the failsafe schema.
 */
export class YamlEdits {
  readonly #text: string;
  readonly #newline: string;
  readonly #changes: Change[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#newline = /\r?\n/.exec(text)?.[0] ?? '\n';
  }

  /** The text with all edits; the same where there were none. */
  result(): string {
    const parts: string[] = [];
    let from = 0;
    for (const { start, end, text } of this.#changes.toSorted((left, right) => left.start - right.start)) {
      parts.push(this.#text.slice(from, start), text);
      from = end;
    }
    return parts.join('') + this.#text.slice(from);
  }

  /** Gives a key of scalar value, or of none, another one. Left as it is where it means the same to every release. */
  set(pair: Pair<unknown, unknown>, value: string | boolean): void {
    if (means(pair.value, value)) return;
    const [start, end] = rangeOf(pair.value);
    const isQuoted = isScalar(pair.value) && pair.value.type === Scalar.QUOTE_DOUBLE;
    const text = isQuoted ? JSON.stringify(value) : scalarText(value);
    if (start === end) this.#change(this.#behindColon(pair), ` ${text}`);
    else this.#changes.push({ start, end: this.#endOf(pair.value), text });
  }

  /** Calls a key otherwise, in the quotes that it has. */
  rename(pair: Pair<unknown, unknown>, name: string): void {
    const [start, end] = rangeOf(pair.key);
    const quote = /["']/.exec(this.#text.charAt(start))?.[0] ?? '';
    this.#changes.push({ start, end, text: `${quote}${name}${quote}` });
  }

  /** Gives a key without value, or with an empty one, a map or a list. */
  fill(pair: Pair<unknown, unknown>, value: BlockMap | readonly BlockMap[], { isFlow }: { readonly isFlow: boolean }): void {
    const [start, end] = rangeOf(pair.value);
    const behindColon = this.#behindColon(pair);
    if (start < end) this.#changes.push({ start: behindColon, end, text: isFlow ? ` ${flowText(value)}` : '' });
    else if (isFlow) this.#change(behindColon, ` ${flowText(value)}`);
    if (!isFlow) this.#addLines(end, innerLines(value), this.#marginOf(pair.key) + 2);
  }

  /** Adds a key to a map, behind another of its keys. */
  add(map: YAMLMap, [key, value]: readonly [key: string, value: BlockValue], behind: Pair<unknown, unknown>): void {
    const end = this.#endOf(behind.value ?? behind.key);
    if (map.flow === true) this.#change(end, `, "${key}": ${flowText(value)}`);
    else this.#addLines(end, blockLines({ [key]: value }), this.#marginOf(behind.key));
  }

  /** Adds an item to a list that has some. */
  addItem(list: YAMLSeq, item: BlockMap): void {
    const end = this.#endOf(list.items.at(-1));
    if (list.flow === true) this.#change(end, `, ${flowText(item)}`);
    else this.#addLines(end, itemLines(item), this.#marginOf(list));
  }

  /** Removes a key from a map that has others. */
  remove(map: YAMLMap, pair: Pair<unknown, unknown>): void {
    const index = map.items.indexOf(pair);
    const [before, after] = [map.items[index - 1], map.items[index + 1]];
    const [start] = rangeOf(pair.key);
    const end = this.#endOf(pair.value ?? pair.key);
    if (before !== undefined) {
      // In block style with the line break before it, and the comment behind it.
      const from = this.#endOf(before.value ?? before.key);
      const range = map.flow === true ? { start: from, end } : { start: this.#lineStart(start) - 1, end: this.#lineEnd(end) };
      this.#changes.push({ ...range, text: '' });
    } else if (after !== undefined) {
      this.#changes.push({ start, end: rangeOf(after.key)[0], text: '' });
    }
  }

  /** Writes keys at the end of the document, below those of `root` in block style if there are any, before an end mark. */
  append(map: BlockMap, root: YAMLMap | undefined): void {
    const margin = root === undefined ? 0 : this.#marginOf(root);
    const end = /^\.\.\.(?=\s|$)/m.exec(this.#text)?.index ?? this.#text.length;
    const lines = blockLines(map).map((line) => `${' '.repeat(margin)}${line}${this.#newline}`);
    const isOnNewLine = end === this.#lineStart(end);
    this.#change(end, `${isOnNewLine ? '' : this.#newline}${lines.join('')}`);
  }

  #change(at: number, text: string): void {
    this.#changes.push({ start: at, end: at, text });
  }

  /** Below the line of an offset. */
  #addLines(offset: number, lines: readonly string[], margin: number): void {
    const indented = lines.map((line) => `${this.#newline}${' '.repeat(margin)}${line}`);
    this.#change(this.#lineEnd(offset), indented.join(''));
  }

  #behindColon({ key }: Pair<unknown, unknown>): number {
    return this.#text.indexOf(':', rangeOf(key)[1]) + 1;
  }

  #marginOf(node: unknown): number {
    const [start] = rangeOf(node);
    return start - this.#lineStart(start);
  }

  #lineStart(offset: number): number {
    const start = this.#text.lastIndexOf('\n', offset - 1) + 1;
    return start === 0 && this.#text.startsWith('\uFEFF') ? 1 : start;
  }

  /** Before the line break. */
  #lineEnd(offset: number): number {
    const end = this.#text.indexOf('\n', offset);
    if (end < 0) return this.#text.length;
    return this.#text.charAt(end - 1) === '\r' ? end - 1 : end;
  }

  /** Behind the last character of a value: the range of one in block style includes what follows, up to the next. */
  #endOf(node: unknown): number {
    if (isCollection(node) && node.flow !== true) {
      const last = node.items.at(-1);
      if (last !== undefined) return this.#endOf(isPair(last) ? (last.value ?? last.key) : last);
    }
    const [start, end] = rangeOf(node);
    return start + this.#text.slice(start, end).trimEnd().length;
  }
}

/** Whether a value is that already, and for every release. */
function means(node: unknown, value: string | boolean): boolean {
  if (!isScalar(node) || node.value !== String(value)) return false;
  return node.type === Scalar.PLAIN ? typeof value === 'boolean' || readsAsText(value) : typeof value === 'string';
}

/** Where a node starts and ends in the text. Every node that was read has its range. */
function rangeOf(node: unknown): readonly [start: number, end: number] {
  if (isNode(node) && node.range) return [node.range[0], node.range[1]];
  throw new TypeError('a node without a place in the text');
}
