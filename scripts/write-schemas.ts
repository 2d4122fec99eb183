import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from '../src/apisix/json-schema/schema-files.ts';

const folder = 'docs/schema';
for (const old of readdirSync(folder)) if (old.endsWith('.json')) rmSync(join(folder, old));
for (const [name, text] of schemaFiles()) writeFileSync(join(folder, name), text);
