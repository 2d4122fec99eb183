import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** The schema is of draft 4, of which it uses nothing that later drafts read otherwise but its own name. */
const { $schema: _draft, id: _name, ...schema } = JSON.parse(readFileSync('test/fixtures/sarif-2.1.0.schema.json', 'utf8'));
// One of its patterns is none with the flag u.
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** What the schema of SARIF 2.1.0 finds wrong with a log; null for nothing. */
export function sarifErrors(log: unknown): unknown {
  validate(log);
  return validate.errors;
}
