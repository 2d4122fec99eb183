import { expect, test } from 'vitest';
import { withFullStop } from '../../src/findings/full-stop.ts';

test.each(['It is gone', 'It is gone.', 'It is gone. \n'])('%j has one full stop', (sentence) => {
  expect(withFullStop(sentence)).toBe('It is gone.');
});
