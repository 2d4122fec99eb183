import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, Scalar } from 'yaml';
import type { Alias, Document, ErrorCode, Node, YAMLMap, YAMLSeq } from 'yaml';
import { tableKind } from '../located.ts';
import type { Located, LocatedEntry, LocatedTable, Span } from '../located.ts';
import type { Position } from '../position.ts';
import type { Problem } from '../problem.ts';
import { composeDocuments, MAX_DOCUMENTS } from './compose-documents.ts';
import type { ComposedDocuments } from './compose-documents.ts';
import type { PlainValue, YamlDialect } from './yaml-dialect.ts';
import { yamlProblem } from './yaml-problem.ts';

export type YamlRead =
  | {
      readonly ok: true;
      /** Undefined for a file that holds nothing but blanks and comments. */
      readonly root: Located | undefined;
      /** Keys that stand twice in their map: the gateway takes one and says nothing. */
      readonly repeatedKeys: readonly Problem[];
    }
  | { readonly ok: false; readonly problem: Problem };

/** How many values aliases may add to a file. Far above any real config, far below what memory holds. */
const MAX_ALIASED_VALUES = 100_000;

/** Reading stops at the first problem, from however deep; {@link attempt} alone catches it. */
class Unreadable extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Reads the first document of a YAML file (the gateway ignores the others, but they must be well-formed) with the types one of its
 * libraries gives. Never throws: malformed text, aliases without end and nesting beyond the stack come back as one problem.
 */
export function readYaml(text: string, dialect: YamlDialect): YamlRead {
  return attempt(() => new YamlReader(text, dialect).first());
}

/** Reads every document of a YAML file by itself, as {@link readYaml} reads the first. None for an empty file; never throws. */
export function readYamlDocuments(text: string, dialect: YamlDialect): readonly YamlRead[] {
  const reader = new YamlReader(text, dialect);
  const composed = attempt(() => reader.compose());
  return 'ok' in composed ? [composed] : composed.documents.map((document) => attempt(() => reader.read(document)));
}

function attempt<Read>(read: () => Read): Read | Extract<YamlRead, { ok: false }> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.problem };
    if (error instanceof RangeError) {
      return {
        ok: false,
        problem: {
          message: 'Cannot read YAML: lists or maps are nested too deeply',
          position: { line: 1, column: 1 },
          id: 'C34',
        },
      };
    }
    throw error;
  }
}

class YamlReader {
  readonly #text: string;
  readonly #dialect: YamlDialect;
  readonly #lines = new LineCounter();
  #repeatedKeys: Problem[] = [];
  /** The node each anchor was last set on; an anchor may be set again further down. */
  readonly #anchors = new Map<string, Node>();
  /** Anchored nodes being expanded, outermost first: an alias to one of them would never end. */
  readonly #expanding = new Set<Node>();
  #aliasedValues = 0;

  constructor(text: string, dialect: YamlDialect) {
    // The byte order mark is no character of line 1.
    this.#text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.#dialect = dialect;
  }

  first(): YamlRead {
    const { documents, refusal } = this.compose();
    const errors = documents.flatMap((document) => document.errors.map(({ code, pos: [offset] }) => ({ code, offset })));
    const [first] = [...errors, ...(refusal === undefined ? [] : [refusal])].sort((left, right) => left.offset - right.offset);
    if (first !== undefined) throw this.#unreadable(first.code, first.offset);
    const [document] = documents;
    return document === undefined ? { ok: true, root: undefined, repeatedKeys: [] } : this.read(document);
  }

  compose(): ComposedDocuments {
    const composed = composeDocuments(this.#text, { dialect: this.#dialect, lines: this.#lines });
    this.#refuseForbiddenCharacters();
    this.#refuseTooMany(composed);
    return composed;
  }

  read({ contents, errors: [error] }: Document.Parsed): YamlRead {
    if (error !== undefined) throw this.#unreadable(error.code, error.pos[0]);
    this.#anchors.clear();
    this.#repeatedKeys = [];
    const root = this.#value(contents);
    return { ok: true, root, repeatedKeys: this.#repeatedKeys };
  }

  #value(node: unknown): Located {
    if (this.#expanding.size > 0 && ++this.#aliasedValues > MAX_ALIASED_VALUES) {
      throw new Unreadable({
        message: `Cannot read YAML: aliases make more than ${MAX_ALIASED_VALUES} values of this file`,
        position: this.#position(node),
        id: 'C34',
      });
    }
    if (isAlias(node)) return this.#aliased(node);
    if (isNode(node) && node.anchor !== undefined) this.#anchor(node, node.anchor);
    if (isMap(node)) {
      const table = this.#table(node.items, this.#span(node));
      return isTemplate(node) ? { ...table, isTemplate: true } : table;
    }
    if (isSeq(node)) return this.#list(node);
    return isScalar(node) ? this.#scalar(node) : { kind: 'null', ...this.#span(node) };
  }

  #anchor(node: Node, name: string): void {
    if (!ANCHOR.test(name)) throw this.#unreadable('BAD_SCALAR_START', this.#offset(node));
    if (this.#expanding.size === 0) this.#anchors.set(name, node);
  }

  #aliased(alias: Alias): Located {
    const target = this.#anchors.get(alias.source);
    if (target === undefined || this.#expanding.has(target)) throw this.#unreadable('BAD_ALIAS', this.#offset(alias));
    this.#expanding.add(target);
    try {
      return this.#value(target);
    } finally {
      this.#expanding.delete(target);
    }
  }

  #list(list: YAMLSeq): LocatedTable {
    const entries = list.items.map((item, index): LocatedEntry => {
      // `[a: b]` is a list of one-key maps.
      const value = isPair(item) ? this.#table([item], this.#span(item.key)) : this.#value(item);
      return { key: index + 1, keyPosition: value.position, keyEnd: value.position, value };
    });
    return { kind: 'table', entries, ...this.#span(list) };
  }

  #table(pairs: YAMLMap['items'], span: Span): LocatedTable {
    const entries = new Map<unknown, LocatedEntry>();
    for (const { key: keyNode, value: valueNode } of pairs) {
      const key = this.#key(keyNode);
      const value = this.#value(valueNode);
      if (key === '<<') {
        for (const entry of this.#merged(value)) if (!entries.has(entry.key)) entries.set(entry.key, entry);
        continue;
      }
      // Keys that are neither text nor number stay apart from each other: each node is its own key.
      const identity = key ?? keyNode;
      const { position: keyPosition, end: keyEnd } = this.#span(keyNode);
      if (entries.has(identity)) {
        this.#repeatedKeys.push({
          message: `The key ${String(key)} stands here a second time; the gateway takes the ${this.#dialect.repeatedKey} one`,
          hint: 'Remove one of them',
          position: keyPosition,
          id: 'C37',
        });
        if (this.#dialect.repeatedKey === 'first') continue;
      }
      entries.set(identity, { key, keyPosition, keyEnd, value });
    }
    return { kind: 'table', entries: [...entries.values()], ...span };
  }

  #key(node: unknown): LocatedEntry['key'] {
    const key = this.#value(node);
    if (key.kind !== 'scalar' || typeof key.value === 'boolean') return undefined;
    // Lua has no such key in a table.
    if (Number.isNaN(key.value)) throw this.#unreadable('BAD_SCALAR_START', this.#offset(node));
    return key.value;
  }

  /** What `<<` brings in: a map, or several, of which an earlier one counts before a later one (lyaml, `load_map`). */
  #merged(value: Located): readonly LocatedEntry[] {
    if (value.kind !== 'table') throw noMapToMerge(value);
    if (tableKind(value) !== 'list') return value.entries;
    return value.entries.flatMap(({ value: item }) => {
      if (item.kind === 'scalar') throw noMapToMerge(item);
      return item.kind === 'null' ? [] : item.entries;
    });
  }

  #scalar(node: Scalar): Located {
    const span = this.#span(node);
    const source = node.source ?? String(node.value);
    const text = this.#dialect.endsAtNul === true ? source.replace(/\0[^]*/, '') : source;
    const value = this.#typed(node, text);
    return value === null ? { kind: 'null', ...span } : { kind: 'scalar', value, text, ...span };
  }

  #typed(node: Scalar, text: string): PlainValue {
    const tag = node.tag?.startsWith(TAG_PREFIX) === true ? node.tag.slice(TAG_PREFIX.length) : '';
    const read = this.#dialect.tagged?.get(tag);
    if (read === undefined) return node.type === Scalar.PLAIN ? this.#dialect.plain(text) : text;
    const value = read(text);
    if (value === undefined) throw this.#unreadable('TAG_RESOLVE_FAILED', this.#offset(node));
    return value;
  }

  #refuseForbiddenCharacters(): void {
    const offset = this.#dialect.forbidden === undefined ? -1 : this.#text.search(this.#dialect.forbidden);
    if (offset < 0) return;
    throw new Unreadable({
      message: 'Cannot read YAML: a control character stands here',
      hint: 'Remove it, or write it as an escape between double quotes',
      position: this.#positionAt(offset),
      id: 'C34',
    });
  }

  #refuseTooMany({ documents: { [MAX_DOCUMENTS]: tooMany } }: ComposedDocuments): void {
    if (tooMany === undefined) return;
    throw new Unreadable({
      message: `Cannot read YAML: this file holds more than ${MAX_DOCUMENTS} documents`,
      hint: 'Split it',
      position: this.#positionAt(tooMany.range[0]),
      id: 'C34',
    });
  }

  #unreadable(code: ErrorCode, offset: number): Unreadable {
    return new Unreadable(yamlProblem(code, { text: this.#text, offset, position: this.#positionAt(offset) }));
  }

  #position(node: unknown): Position {
    return this.#span(node).position;
  }

  #span(node: unknown): Span {
    const [start, end] = rangeOf(node);
    return { position: this.#positionAt(start), end: this.#positionAt(end) };
  }

  #offset(node: unknown): number {
    return rangeOf(node)[0];
  }

  #positionAt(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** libyaml knows no other anchors: a masked or damaged value such as `&abc.def` is none. */
const ANCHOR = /^[\w-]+$/;

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** Where a node starts and ends in the text; its start for what is not written. */
function rangeOf(node: unknown): readonly [start: number, end: number] {
  const range = isNode(node) ? node.range : undefined;
  return range === undefined || range === null ? [0, 0] : [range[0], range[1]];
}

function isTemplate({ flow, items: [only, ...others] }: YAMLMap): boolean {
  return (
    flow === true &&
    only !== undefined &&
    others.length === 0 &&
    isMap(only.key) &&
    only.key.flow === true &&
    isNothing(only.value)
  );
}

function isNothing(node: unknown): boolean {
  return node === null || (isScalar(node) && node.source === '');
}

function noMapToMerge({ position }: Located): Unreadable {
  return new Unreadable({
    message: 'Cannot read YAML: << takes a map',
    hint: 'Write <<: *name, with name the anchor of a map',
    position,
    id: 'C34',
  });
}
