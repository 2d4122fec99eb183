// node schema-check.mjs DIRECTORY: what an editor does with config files, as a peer of lint: parse each, validate it, count.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';

const [directory = '.'] = process.argv.slice(2);
const schemas = readdirSync('docs/schema')
  .filter((name) => name.endsWith('.json'))
  .sort();
const newest = schemas.at(-1);
if (newest === undefined) throw new Error('docs/schema holds no schema');
/** @type {object} */
const schema = JSON.parse(readFileSync(join('docs/schema', newest), 'utf8'));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
let refused = 0;
for (const name of readdirSync(directory)) {
  if (!validate(parse(readFileSync(join(directory, name), 'utf8')))) refused += 1;
}
console.log(`${refused} refused`);
