import type { CheckAbout } from '../../doctor/check.ts';
import { CATALOGUE } from '../../findings/catalogue.ts';
import { fold, withId, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';

const INDENT = 2;

/** What `k8s-disco explain` says of a check of doctor. */
export function checkText({ name, category, title, reads, rights, needs, causes }: CheckAbout, page: Page): string {
  const facts = [
    `It reads ${reads}.`,
    ...(rights === undefined ? [] : [`Rights beyond the gateway's own: ${rights}.`]),
    ...(needs.length === 0 ? [] : [`It is made where these say yes: ${needs.join(', ')}.`]),
  ];
  return [
    ...fold(`${name}  ${title}, or not?`, INDENT, page).map(page.style.name),
    '',
    ...facts.flatMap((fact) => wrap(fact, INDENT, page)),
    ...(causes.length === 0 ? [] : ['', `${' '.repeat(INDENT)}If not, the cause may be:`]),
    ...causes.map((id) => withId(`${' '.repeat(2 * INDENT)}${CATALOGUE[id].title}`, id, page)),
    '',
    `${' '.repeat(INDENT)}k8s-disco doctor --check ${name}    or all of its kind: --category ${category}`,
    '',
  ].join('\n');
}
