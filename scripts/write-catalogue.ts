import { writeFileSync } from 'node:fs';
import { catalogueText } from '../src/findings/catalogue-text.ts';

writeFileSync('docs/catalogue.md', catalogueText());
