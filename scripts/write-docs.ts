import { writeFileSync } from 'node:fs';
import { catalogueText } from '../src/findings/catalogue-text.ts';
import { RULES } from '../src/lint/rules/index.ts';
import { rulesPage } from '../src/report/lint/rules-page.ts';

// The pages that are generated; a test proves that each is fresh.
writeFileSync('docs/catalogue.md', catalogueText());
writeFileSync('docs/rules.md', rulesPage(RULES));
