import { writeFileSync } from 'node:fs';
import { CHECKS } from '../src/doctor/checks/index.ts';
import { PATTERNS } from '../src/explain/patterns/index.ts';
import { catalogueText } from '../src/findings/catalogue-text.ts';
import { RULES } from '../src/lint/rules/index.ts';
import { checksPage } from '../src/report/doctor/checks-page.ts';
import { symptomsPage } from '../src/report/doctor/symptoms-page.ts';
import { rulesPage } from '../src/report/lint/rules-page.ts';

// The pages that are generated; a test proves that each is fresh.
writeFileSync('docs/catalogue.md', catalogueText());
writeFileSync('docs/rules.md', rulesPage(RULES));
writeFileSync('docs/checks.md', checksPage(CHECKS));
writeFileSync('docs/symptoms.md', symptomsPage({ rules: RULES, checks: CHECKS, patterns: PATTERNS }));
