import type { Located, LocatedEntry, LocatedScalar, LocatedTable } from '../located.ts';
import type { Position } from '../position.ts';
import type { Problem } from '../problem.ts';
import type { YamlRead } from '../yaml/read-yaml.ts';

/** Deeper values are refused by lua-cjson, too, and would end in a stack that is too small. */
const MAX_DEPTH = 1000;

/** Reading stops at the first problem; {@link readJson} alone catches it. */
class NotJson extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Reads JSON with the place of every value; of a key that stands twice the last one counts, as with lua-cjson. The root is undefined
 * for an empty file. Never throws. Exports of the Admin API are large, and the reader of YAML takes ten times as long for them.
 * It is stricter than lua-cjson, which also takes control characters in text and numbers such as 01, 0x10 and nan.
 */
export function readJson(text: string): YamlRead {
  const reader = new JsonReader(text);
  try {
    return { ok: true, root: reader.read(), repeatedKeys: reader.repeatedKeys };
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, problem: error.problem };
    throw error;
  }
}

const SPACE = /[ \t\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const TEXT = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const WORD = /true|false|null/y;
/** Half of a character beyond U+FFFF, which lua-cjson refuses; with the flag u a whole one does not match. */
const LONE_SURROGATE = /[\ud800-\udfff]/u;

class JsonReader {
  readonly repeatedKeys: Problem[] = [];
  readonly #text: string;
  #offset = 0;
  #line = 1;
  #lineStart = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Located | undefined {
    this.#skipSpace();
    if (this.#offset === this.#text.length) return undefined;
    const root = this.#value();
    this.#skipSpace();
    if (this.#offset < this.#text.length) throw this.#problem('something follows after the end of the value');
    return root;
  }

  #value(): Located {
    switch (this.#text[this.#offset]) {
      case '{':
        return this.#table('}', () => this.#property());
      case '[':
        return this.#table(']', (index) => this.#item(index));
      case '"':
        return this.#string();
      default:
        return this.#plain();
    }
  }

  #table(close: string, readEntry: (index: number) => LocatedEntry): LocatedTable {
    const position = this.#position();
    if (++this.#depth > MAX_DEPTH) throw this.#problem('lists or maps are nested too deeply');
    this.#offset += 1;
    this.#skipSpace();
    const entries = new Map<LocatedEntry['key'], LocatedEntry>();
    while (this.#text[this.#offset] !== close) {
      const entry = readEntry(entries.size + 1);
      if (entries.has(entry.key)) this.#noteRepeated(entry);
      entries.set(entry.key, entry);
      this.#skipSpace();
      if (this.#text[this.#offset] === close) break;
      this.#expect(',', `a comma or ${close}`);
      this.#skipSpace();
      if (this.#text[this.#offset] === close) throw this.#problem('a comma stands before the closing bracket');
    }
    this.#offset += 1;
    this.#depth -= 1;
    return { kind: 'table', entries: [...entries.values()], position, end: this.#position() };
  }

  #property(): LocatedEntry {
    if (this.#text[this.#offset] !== '"') throw this.#problem('a key in double quotes is missing');
    const { value: key, position: keyPosition, end: keyEnd } = this.#string();
    this.#skipSpace();
    this.#expect(':', 'a colon');
    this.#skipSpace();
    return { key, keyPosition, keyEnd, value: this.#value() };
  }

  #item(index: number): LocatedEntry {
    const value = this.#value();
    return { key: index, keyPosition: value.position, keyEnd: value.position, value };
  }

  #string(): LocatedScalar & { readonly value: string } {
    const position = this.#position();
    const start = this.#offset;
    this.#offset += 1;
    // Run by run: one pattern for a whole text exhausts the stack of regular expressions.
    do this.#match(TEXT);
    while (this.#match(ESCAPE) !== undefined);
    if (this.#text[this.#offset] !== '"') {
      throw this.#problem('text in quotes must end on its line, and holds no other escapes than those of JSON');
    }
    this.#offset += 1;
    const source = this.#text.slice(start, this.#offset);
    // The patterns leave nothing but text.
    const value = source.includes('\\') ? (JSON.parse(source) as string) : source.slice(1, -1);
    if (LONE_SURROGATE.test(value)) throw this.#problem('the text before holds half of a character, such as \\ud83d alone');
    return { kind: 'scalar', value, text: value, position, end: this.#position() };
  }

  #plain(): Located {
    const position = this.#position();
    const text = this.#match(WORD) ?? this.#match(NUMBER);
    if (text === undefined) throw this.#problem('a value is missing, or text without double quotes stands here');
    const span = { position, end: this.#position() };
    if (text === 'null') return { kind: 'null', ...span };
    return { kind: 'scalar', value: text === 'true' || (text !== 'false' && Number(text)), text, ...span };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#offset += match.length;
    return match;
  }

  #expect(character: string, inWords: string): void {
    if (this.#text[this.#offset] !== character) throw this.#problem(`${inWords} is missing`);
    this.#offset += 1;
  }

  #skipSpace(): void {
    this.#match(SPACE);
    while (this.#text[this.#offset] === '\n') {
      this.#offset += 1;
      this.#line += 1;
      this.#lineStart = this.#offset;
      this.#match(SPACE);
    }
  }

  #noteRepeated({ key, keyPosition: position }: LocatedEntry): void {
    this.repeatedKeys.push({
      message: `The key ${String(key)} stands here a second time; the gateway takes the last one`,
      hint: 'Remove one of them',
      position,
      id: 'C37',
    });
  }

  #problem(what: string): NotJson {
    return new NotJson({ message: `Cannot read JSON: ${what}`, position: this.#position() });
  }

  #position(): Position {
    return { line: this.#line, column: this.#offset - this.#lineStart + 1 };
  }
}
