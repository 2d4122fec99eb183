import { describe, expect, test } from 'vitest';
import { changeBetween, changeLine, stateLine } from '../../src/report/resolve-change.ts';
import type { ResolveResult } from '../../src/resolve/report.ts';
import { createStyle } from '../../src/terminal/style.ts';
import { symbolsFor } from '../../src/terminal/symbols.ts';

const page = { columns: 80, style: createStyle(0), symbols: symbolsFor({ utf8: true }) };
const noon = new Date(2026, 0, 1, 12, 3, 7).getTime();

function node(host: string, weight = 50) {
  return { host, port: 80, weight };
}

function resolved(...nodes: readonly ReturnType<typeof node>[]): ResolveResult {
  return { serviceName: 'a/b:c', nodes, status: 'resolved' };
}

const none: ResolveResult = {
  serviceName: 'a/b:c',
  nodes: null,
  status: 'none',
  reason: { id: 'S25', message: 'There is none.', suggestions: [] },
};

describe('a change', () => {
  test.each([
    ['what came', resolved(node('1')), resolved(node('1'), node('2')), { added: [node('2')], removed: [] }],
    ['what went', resolved(node('1'), node('2')), resolved(node('2')), { added: [], removed: [node('1')] }],
    ['another weight', resolved(node('1')), resolved(node('1', 7)), { added: [node('1', 7)], removed: [node('1')] }],
    ['one of two alike', resolved(node('1'), node('1')), resolved(node('1')), { added: [], removed: [node('1')] }],
    ['no nodes any more', resolved(node('1')), none, { added: [], removed: [node('1')] }],
    ['a name that is new', undefined, resolved(node('1')), { added: [node('1')], removed: [] }],
  ])('is %s', (_, before, result, expected) => {
    expect(changeBetween(before, result, noon)).toEqual({ time: noon, result, ...expected });
  });

  test.each([
    ['another order', resolved(node('1'), node('2')), resolved(node('2'), node('1'))],
    [
      'another reason',
      none,
      { ...none, reason: { id: 'S10', message: 'None is ready.', suggestions: [] } } satisfies ResolveResult,
    ],
  ])('is not %s', (_, before, result) => {
    expect(changeBetween(before, result, noon)).toBeUndefined();
  });
});

test('a line holds time, name, count and addresses, or the reason', () => {
  expect(stateLine(resolved(node('fd00::1')), noon, page)).toBe('12:03:07  a/b:c  1 node   [fd00::1]:80');
  expect(stateLine({ ...none, nodes: [], status: 'empty' }, noon, page)).toBe('12:03:07  a/b:c  no nodes   S25 There is none.');
  expect(changeLine({ time: noon, result: none, added: [], removed: [node('1')] }, page)).toBe(
    '12:03:07  a/b:c  no nodes   - 1:80  S25 There is none.',
  );
});
