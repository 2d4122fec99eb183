import { judgeKubernetes } from '../../apisix/discovery-config/judge-kubernetes.ts';
import { entryOf } from '../../apisix/located.ts';
import type { LocatedEntry } from '../../apisix/located.ts';
import { merged } from '../../apisix/yaml/merge.ts';
import type { Edit, Fix, JudgedConfig } from '../rule.ts';

/**
 * Moves a misplaced `kubernetes` or `discovery` to the top of the file, comments and layout kept. Undefined where that is not plainly
 * safe: there is a discovery already, the release would not start with the block, it is not in block style, or it has anchors or
 * aliases, which count by their order.
 */
export function moveToDiscovery(judged: JudgedConfig): Fix | undefined {
  const { written } = judged.verdict;
  const { config } = judged.document;
  if (config?.kind !== 'text' || config.text.includes('\r') || entryOf(written, 'discovery') !== undefined) return undefined;
  const lines = config.text.split('\n');
  const kubernetes = entryOf(written, 'kubernetes');
  if (kubernetes !== undefined) {
    const edits = starts(kubernetes, judged) ? indented(blockOf(kubernetes, lines)) : undefined;
    return edits && { description: 'Put kubernetes under discovery', edits };
  }
  for (const name of ['apisix', 'deployment']) {
    const parent = entryOf(written, name);
    const discovery = entryOf(parent?.value, 'discovery');
    if (parent?.value.kind !== 'table' || discovery?.value.kind !== 'table') continue;
    const [inner, ...others] = discovery.value.entries;
    if (inner?.key !== 'kubernetes' || others.length > 0 || !starts(inner, judged)) continue;
    const [block, outer] = [blockOf(discovery, lines), blockOf(parent, lines)];
    if (block === undefined || outer?.column !== 1) continue;
    const { entries } = parent.value;
    const isLast = entries.every(({ keyPosition }) => keyPosition.line <= block.first);
    const edits = isLast ? outdented(block, entries.length === 1 ? outer : undefined) : cut(block, outer);
    return { description: `Move discovery out of ${name}`, edits };
  }
  return undefined;
}

/** Whether the gateway starts with the block once it counts: to move one that it refuses would stop a gateway that runs. */
function starts(kubernetes: LocatedEntry, { release }: JudgedConfig): boolean {
  const value = merged(kubernetes.value);
  if (value === undefined) return false;
  const verdict = judgeKubernetes({ ...kubernetes, value }, release);
  return verdict.refusals.length === 0 && verdict.startFailures.length === 0;
}

/** The lines of a key and its value. */
interface Block {
  /** 1-based numbers of its first and last line. */
  readonly first: number;
  readonly last: number;
  /** 1-based column of the key. */
  readonly column: number;
  readonly lines: readonly string[];
}

const ANCHOR_OR_ALIAS = /(?:^|[\s[{,:-])[&*][\w-]|<<\s*:/;

/** Undefined where other things stand on these lines too, or where a line depends on others by an anchor. */
function blockOf({ keyPosition, value }: LocatedEntry, text: readonly string[]): Block | undefined {
  const { line: first, column } = keyPosition;
  if (value.kind !== 'table' || value.position.line <= first || value.position.column <= column) return undefined;
  const last = value.end.column === 1 ? value.end.line - 1 : value.end.line;
  const lines = text.slice(first - 1, last);
  const margin = ' '.repeat(column - 1);
  if (lines.some((line) => (!isBlank(line) && !line.startsWith(margin)) || ANCHOR_OR_ALIAS.test(line))) return undefined;
  return { first, last, column, lines };
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

/** Two blanks before each line, and `discovery:` above. */
function indented(block: Block | undefined): readonly Edit[] | undefined {
  if (block?.column !== 1) return undefined;
  return block.lines.flatMap((line, index): readonly Edit[] => {
    const position = { line: block.first + index, column: 1 };
    return isBlank(line) ? [] : [{ position, end: position, text: index === 0 ? 'discovery:\n  ' : '  ' }];
  });
}

/** The last block of a map, to the left up to the margin; `parent` is the map's, where nothing else is in it. */
function outdented({ first, column, lines }: Block, parent: Block | undefined): readonly Edit[] {
  const edits = lines.flatMap((line, index): readonly Edit[] => {
    const number = first + index;
    return isBlank(line) ? [] : [{ position: { line: number, column: 1 }, end: { line: number, column }, text: '' }];
  });
  return parent === undefined ? edits : [wholeLines(parent.first, parent.first), ...edits];
}

/** Out of the middle of a map to behind its end. */
function cut({ first, last, column, lines }: Block, outer: Block): readonly Edit[] {
  const end = { line: outer.last, column: (outer.lines.at(-1)?.length ?? 0) + 1 };
  const moved = lines.map((line) => `\n${line.slice(column - 1)}`).join('');
  return [wholeLines(first, last), { position: end, end, text: moved }];
}

function wholeLines(first: number, last: number): Edit {
  return { position: { line: first, column: 1 }, end: { line: last + 1, column: 1 }, text: '' };
}
