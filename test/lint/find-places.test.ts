import { expect, test } from 'vitest';
import { documentLines } from '../../src/lint/document-lines.ts';
import { placeInFile } from '../../src/lint/find-places.ts';
import { repeatedKeys } from '../../src/lint/rules/repeated-keys.ts';
import { lintDocument } from '../support/lint-documents.ts';

/** Where a finding ends that starts at a column of line 1, where no key or value does. */
function endOf(text: string, columns: readonly number[]): readonly number[] {
  const document = lintDocument(text, { root: undefined });
  const places = { spanAt: () => undefined, lineAt: documentLines(document) };
  return columns.map((column) => {
    const complaint = { message: 'message', position: { line: 1, column } };
    return placeInFile({ rule: repeatedKeys, document, complaint, releases: [] }, places).end.column;
  });
}

test.each([
  ['a word', 'key: value\r\n', 6, 11],
  ['nothing', 'key: ', 6, 7],
  ['a long word', 'x'.repeat(1000), 3, 103],
])('a finding at %s ends there', (_what, text, column, end) => {
  expect(endOf(text, [column])).toEqual([end]);
});

test('a line may hold many findings', () => {
  const columns = Array.from({ length: 50_000 }, (_, index) => index * 8 + 1);
  expect(endOf('"a": 1, '.repeat(50_000), columns)).toEqual(columns.map((column) => column + 4));
  expect(endOf('"a":1,,,'.repeat(50_000), columns).slice(0, 2)).toEqual([101, 109]);
});
