import { CATALOGUE } from './catalogue.ts';
import type { CatalogueId } from './catalogue.ts';
import { EXPLANATIONS } from './explanations/index.ts';

const SERIES = {
  C: 'Configuration',
  E: 'Environment',
  T: 'Token',
  R: 'Rights',
  N: 'Network and TLS',
  G: 'Discovery',
  S: 'service_name',
  P: 'The way to the pods',
  W: 'Gateway objects',
  L: 'The linter itself',
} as const;

/** docs/catalogue.md: every id that a reason or a finding can carry, by series, and what is to say of it beyond docs/rules.md. */
export function catalogueText(): string {
  const ids = Object.keys(CATALOGUE) as CatalogueId[]; // keys of a constant
  const sections = Object.entries(SERIES).map(([series, title]) => {
    const own = ids.filter((id) => id.startsWith(series));
    const rows = own.map((id) => `| <a id="${id}"></a>${id} | ${CATALOGUE[id].title} |`);
    return [`## ${title}`, '', '| id | |', '|---|---|', ...rows, '', ...own.flatMap(explanation)].join('\n');
  });
  const head = '<!-- Generated from src/findings/catalogue.ts and explanations/ by npm run docs. -->\n\n# Catalogue\n\n';
  const promise = 'What a reason, a finding or an error can name. An id is a promise: it is never renamed and never reused.\n\n';
  return `${head}${promise}${sections.join('\n')}`;
}

function explanation(id: CatalogueId): string[] {
  const { why, mend } = EXPLANATIONS[id] ?? {};
  return why === undefined ? [] : [`**${id}** ${why}`, '', `Mend: ${mend}`, ''];
}
