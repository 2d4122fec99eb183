import { expect, test } from 'vitest';
import { jsonLine, jsonText } from '../../src/report/json-text.ts';

const DOCUMENT = { name: 'a\u009b31m\u202e\u2028\n\u{e0041}', nodes: [] };

test.each([
  ['jsonLine', jsonLine, '{"name":"a\\u009b31m\\u202e\\u2028\\n\\udb40\\udc41","nodes":[]}'],
  ['jsonText', jsonText, '{\n  "name": "a\\u009b31m\\u202e\\u2028\\n\\udb40\\udc41",\n  "nodes": []\n}\n'],
])('%s leaves no control character, and the document is the same', (_, write, text) => {
  expect(write(DOCUMENT)).toBe(text);
  expect(JSON.parse(text)).toEqual(DOCUMENT);
});
