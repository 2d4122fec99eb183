import { expect, test } from 'vitest';
import { jsonText } from '../../src/report/json-text.ts';

const DOCUMENT = { name: 'a\u009b31m\u202e\u2028\n\u{e0041}', nodes: [] };

test.each([
  [{}, '{"name":"a\\u009b31m\\u202e\\u2028\\n\\udb40\\udc41","nodes":[]}'],
  [{ indent: 2 }, '{\n  "name": "a\\u009b31m\\u202e\\u2028\\n\\udb40\\udc41",\n  "nodes": []\n}'],
])('with %j no control character is left, and the document is the same', (options, text) => {
  expect(jsonText(DOCUMENT, options)).toBe(text);
  expect(JSON.parse(text)).toEqual(DOCUMENT);
});
