import { describe, expect, test } from 'vitest';
import type { LintFile } from '../../../src/lint/document.ts';
import { fixFiles } from '../../../src/lint/fix/fix-files.ts';
import type { LintFiles } from '../../../src/lint/fix/plan-fixes.ts';
import type { FileSystem } from '../../../src/lint/input/file-system.ts';
import type { DocumentReport, FileFix, LintFinding } from '../../../src/lint/report.ts';
import { memoryFiles } from '../../support/memory-files.ts';

/** A word that lint finds on a line, and what its fix writes instead. */
type Words = Readonly<Record<string, string>>;

/**
 * Lints texts by their words: each word that stands in `words` is a finding with a fix. A release accepts what holds no `bad` word, and
 * `unreadable` text is no YAML.
 */
function lintWith(words: Words): LintFiles {
  return (files) =>
    Promise.resolve({
      releases: ['3.18.0'],
      files: files.map(({ path, text }): DocumentReport => ({
        path,
        document: 1,
        kind: 'config',
        title: 'config.yaml of the gateway',
        content: 'judged',
        accepted: { '3.18.0': !text.includes('bad') },
        undecided: {},
        suppressed: 0,
        findings: [
          ...findingsIn(text, words),
          ...(text.includes('unreadable') ? [finding('L04', { line: 1, from: 0, to: 1 })] : []),
        ],
        lines: () => undefined,
      })),
      summary: { files: files.length, nothing: 0, errors: 0, warnings: 0, infos: 0, fixable: 0, suppressed: 0 },
    });
}

function findingsIn(text: string, words: Words): readonly LintFinding[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\w+/g)].flatMap((match) => {
      const replacement = words[match[0]];
      const place = { line: index + 1, from: match.index, to: match.index + match[0].length };
      return replacement === undefined ? [] : [finding('C01', place, replacement)];
    }),
  );
}

function finding(
  id: 'C01' | 'L04',
  { line, from, to }: { readonly line: number; readonly from: number; readonly to: number },
  text?: string,
): LintFinding {
  const [position, end] = [
    { line, column: from + 1 },
    { line, column: to + 1 },
  ];
  const fix: FileFix | undefined =
    text === undefined ? undefined : { description: `write ${text}`, isSecret: false, edits: [{ position, end, text }] };
  return {
    id,
    rule: 'rule',
    severity: 'error',
    message: '',
    position,
    end,
    releases: ['3.18.0'],
    ...(fix === undefined ? {} : { fix }),
  };
}

interface Case {
  readonly name: string;
  readonly words: Words;
  readonly before: string;
  /** In the file system afterwards. */
  readonly after: string;
  /** Outcome, fixes applied and why no more were. */
  readonly said: string;
}

const CASES: readonly Case[] = [
  { name: 'leaves a file without fixes alone', words: {}, before: 'a\n', after: 'a\n', said: 'unchanged' },
  {
    name: 'writes what the fixes make of it',
    words: { a: 'b' },
    before: 'a a\n',
    after: 'b b\n',
    said: 'written: write b, write b',
  },
  {
    name: 'goes on with what the fixes bring up',
    words: { a: 'b', b: 'c' },
    before: 'a\n',
    after: 'c\n',
    said: 'written: write b, write c',
  },
  { name: 'ends where fixes undo each other', words: { a: 'b', b: 'a' }, before: 'a\n', after: 'a\n', said: 'unchanged' },
  {
    name: 'keeps line ends and the byte order mark',
    words: { a: 'b\nc' },
    before: '\uFEFFa\r\n',
    after: '\uFEFFb\r\nc\r\n',
    said: 'written: write b\nc',
  },
  {
    name: 'takes back what makes a release reject it',
    words: { a: 'bad' },
    before: 'a\n',
    after: 'a\n',
    said: 'unchanged; APISIX 3.18.0 would no longer accept the config',
  },
  {
    name: 'keeps what was right before a round that spoils it',
    words: { a: 'b', b: 'unreadable' },
    before: 'a\n',
    after: 'b\n',
    said: 'written: write b; the file could no longer be read',
  },
  { name: 'mends a part of what is rejected', words: { a: 'b' }, before: 'bad a\n', after: 'bad b\n', said: 'written: write b' },
];

async function fixed(text: string, words: Words, part: Partial<FileSystem> = {}): Promise<{ said: string; after: string }> {
  const files = { ...memoryFiles({ 'a.yaml': text }), ...part };
  const file: LintFile = { path: 'a.yaml', text: text.replace('\uFEFF', ''), named: true };
  const [outcome] = await fixFiles([file], { lint: lintWith(words), fileSystem: files });
  if (outcome === undefined) throw new Error('no outcome');
  const { kind } = outcome.outcome;
  const reason = outcome.outcome.kind === 'unwritable' ? ` (${outcome.outcome.reason})` : '';
  const applied = kind === 'unchanged' ? '' : `: ${outcome.applied.map(({ description }) => description).join(', ')}`;
  const refusal = outcome.refusal === undefined ? '' : `; ${outcome.refusal}`;
  const after = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await files.read('a.yaml'));
  return { said: `${kind}${reason}${applied}${refusal}`, after };
}

describe('fixing', () => {
  test.each(CASES)('$name', async ({ words, before, after, said }) => {
    expect(await fixed(before, words)).toEqual({ said, after });
  });

  test('leaves a file alone that somebody else wrote meanwhile', async () => {
    const theirs = new TextEncoder().encode('a # theirs\n');
    expect(await fixed('a\n', { a: 'b' }, { read: () => Promise.resolve(theirs) })).toEqual({
      said: 'changed-meanwhile: write b',
      after: 'a # theirs\n',
    });
  });

  test('says why a file cannot be written', async () => {
    const denied = Object.assign(new Error('EACCES'), { code: 'EACCES' });
    expect(await fixed('a\n', { a: 'b' }, { write: () => Promise.reject(denied) })).toEqual({
      said: 'unwritable (permission denied): write b',
      after: 'a\n',
    });
  });

  test('of one file changes no other', async () => {
    const fileSystem = memoryFiles({ 'a.yaml': 'a\n', 'b.yaml': 'x\n' });
    const files = ['a', 'x'].map((text, index): LintFile => ({ path: `${'ab'[index]}.yaml`, text: `${text}\n`, named: true }));
    await fixFiles(files, { lint: lintWith({ a: 'b' }), fileSystem });
    expect([...fileSystem.written]).toEqual([['a.yaml', 'b\n']]);
  });
});
