import { CATALOGUE } from './catalogue.ts';

const SERIES = {
  C: 'Configuration',
  E: 'Environment',
  T: 'Token',
  R: 'Rights',
  N: 'Network and TLS',
  G: 'Discovery',
  S: 'service_name',
  W: 'Gateway objects',
  L: 'The linter itself',
} as const;

/** docs/catalogue.md: every id that a reason or a finding can carry, by series. */
export function catalogueText(): string {
  const sections = Object.entries(SERIES).map(([series, title]) => {
    const entries = Object.entries(CATALOGUE).filter(([id]) => id.startsWith(series));
    const rows = entries.map(([id, entry]) => `| <a id="${id}"></a>${id} | ${entry.title} |`);
    return [`## ${title}`, '', '| id | |', '|---|---|', ...rows, ''].join('\n');
  });
  const head = '<!-- Generated from src/findings/catalogue.ts by npm run docs. -->\n\n# Catalogue\n\n';
  const promise = 'What a reason, a finding or an error can name. An id is a promise: it is never renamed and never reused.\n\n';
  return `${head}${promise}${sections.join('\n')}`;
}
