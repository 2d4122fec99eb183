import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter, LineTooLongError } from '../../../src/discovery/decode/json-lines.ts';

function split(chunks: readonly Uint8Array[], maxLineBytes = 1_000_000): string[] {
  const splitter = new LineSplitter(maxLineBytes);
  return chunks.flatMap((chunk) => [...splitter.push(chunk)].map((line) => Buffer.from(line).toString('utf8')));
}

test('the lines are the same wherever the stream is cut', () => {
  const cuts = fc.array(fc.nat(400), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 12 }), cuts, (texts, positions) => {
      const lines = texts.map((text) => `${text.replaceAll('\n', ' ')}\n`);
      const bytes = Buffer.from(lines.join(''));
      const sorted = [0, ...positions.map((position) => Math.min(position, bytes.length)).sort((a, b) => a - b), bytes.length];
      const chunks = sorted.slice(1).map((end, at) => bytes.subarray(sorted[at], end));
      expect(split(chunks)).toEqual(lines);
    }),
  );
});

test('what no line feed ends is not a line', () => {
  expect(split([Buffer.from('a\nb')])).toEqual(['a\n']);
});

test('a line over the limit is refused before it is whole, with its start', () => {
  expect(() => split([Buffer.from('abcd'), Buffer.from('efgh')], 6)).toThrow(LineTooLongError);
  try {
    split([Buffer.from('abcd'), Buffer.from('efgh')], 6);
  } catch (error) {
    expect(Buffer.from((error as LineTooLongError).start).toString()).toBe('abcd');
  }
});
