import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { boundedText, firstBytes, firstLine } from '../../src/cli/bounded-text.ts';

function* zeros(): Generator<Uint8Array> {
  for (;;) yield new Uint8Array(1000);
}

test('of a stream without end the first bytes are read, and it is closed', async () => {
  const stream = Readable.from(zeros());
  expect(await firstBytes(stream, 2500)).toHaveLength(2500);
  expect(stream.destroyed).toBe(true);
});

test('of a short stream all bytes are read', async () => {
  expect(String(await firstBytes(Readable.from([Buffer.from('a'), Buffer.from('b')]), 10))).toBe('ab');
});

test.each([
  [['ye', 's\nno\n'], 'yes'],
  [['yes\r\n'], 'yes'],
  [['yes'], 'yes'],
  [['\n'], ''],
  [[], undefined],
])('the first line of %j is %j', async (chunks, line) => {
  expect(await firstLine(Readable.from(chunks), new AbortController().signal)).toBe(line);
});

test('an abort ends the wait for a line', async () => {
  const abort = new AbortController();
  const line = firstLine(new Readable({ read: () => {} }), abort.signal);
  abort.abort(new Error('Ctrl-C'));
  await expect(line).rejects.toThrow('Ctrl-C');
  await expect(firstLine(Readable.from(['a']), abort.signal)).rejects.toThrow('Ctrl-C');
});

test('text keeps its byte order mark, and has a limit', () => {
  const bytes = Buffer.from('\uFEFFa\xff', 'utf8');
  expect(boundedText(bytes, 1024 * 1024)).toBe('\uFEFFa\xff');
  expect(() => boundedText(new Uint8Array(1024 * 1024 + 1), 1024 * 1024)).toThrow('it is larger than 1 MiB');
});
