import { describe, expect, test } from 'vitest';
import { judgeNamespacePattern } from '../../src/apisix/namespace-pattern.ts';

const SOUND = { kind: 'sound' };
const NEVER = { kind: 'never' };

describe('a pattern of namespace_selector', () => {
  test.each([
    ['default', SOUND],
    ['^default$', SOUND],
    ['my-.*', SOUND],
    ['^my-.*$', SOUND],
    ['.*', SOUND],
    ['[a-z]+', SOUND],
    ['shop|web', SOUND],
    ['^(shop|shop-test)$', SOUND],
    ['shop-(?!test$).*', SOUND],
    ['(?i)SHOP', SOUND],
    ['(a|b|c|d|e|f|g|h|i|j){12}', SOUND],
    ['^my-', NEVER],
    ['my-', NEVER],
    ['-prod$', NEVER],
    ['^(dev|test)-', NEVER],
    ['Shop', NEVER],
    ['my_shop', NEVER],
    ['shop\\.web', NEVER],
    ['^$', NEVER],
    ['shop/.*', NEVER],
    ['shop-.*?', NEVER],
    ['[a-z]{64}', NEVER],
    ['dev|dev-.*', { kind: 'overtaken', namespace: 'dev-a', by: 'dev' }],
    ['(a|ab)', { kind: 'overtaken', namespace: 'ab', by: 'a' }],
    ['^shop', { kind: 'narrow', namespace: 'shop', meant: 'shop.*' }],
    ['shop$', { kind: 'narrow', namespace: 'shop', meant: '.*shop' }],
    ['shop*', { kind: 'narrow', namespace: 'shop', meant: 'shop.*' }],
    ['shop-*', { kind: 'narrow', namespace: 'shop', meant: 'shop-.*' }],
    ['*-shop', { kind: 'broken', message: 'nothing to repeat' }],
  ])('%s', (source, expected) => {
    expect(judgeNamespacePattern(source)).toEqual(expected);
  });
});

test.each(['[a-z]'.repeat(20_000), 'a{1,65535}'.repeat(50), 'ab?|'.repeat(20_000)])(
  'a pattern that would take long is not judged by all its examples: %.12s',
  (source) => {
    expect(judgeNamespacePattern(source)).toEqual(SOUND);
  },
);
