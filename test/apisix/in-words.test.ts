import { expect, test } from 'vitest';
import { inWords } from '../../src/apisix/in-words.ts';

test.each([
  { words: [], sentence: '' },
  { words: ['a'], sentence: 'a' },
  { words: ['a', 'b'], sentence: 'a or b' },
  { words: ['a', 'b', 'c'], sentence: 'a, b or c' },
])('$words reads "$sentence"', ({ words, sentence }) => {
  expect(inWords(words, 'or')).toBe(sentence);
});
