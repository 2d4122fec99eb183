import { printable, widthOf, wrap } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import type { Style } from '../../terminal/style.ts';
import { detailedLines, GAP } from './details.ts';

/** An object of an account, as a line shows it. */
export interface ObjectLine {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** In words. */
  readonly state: string;
  readonly colour: keyof Style;
  /** Empty: nothing more is to be said. */
  readonly detail: string;
  /** Lines that stand under it, as they are to be drawn. */
  readonly below: readonly string[];
}

/** `default/apisix-discovery`; the name alone of what stands outside of namespaces. */
export function nameOf({ namespace, name }: Pick<ObjectLine, 'namespace' | 'name'>): string {
  return printable(namespace === null ? name : `${namespace}/${name}`);
}

/**
 * The objects in columns: kind, name, state, and beside or under them what else is to be said. Where the columns do not fit, the state stands
 * under the name.
 */
export function objectLines(given: readonly ObjectLine[], page: Page): string[] {
  // Names of Secrets and of other accounts come from the cluster.
  const objects = given.map((object) => ({ ...object, name: printable(object.name), state: printable(object.state) }));
  const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf)) + GAP;
  const kinds = widest(objects.map(({ kind }) => kind));
  const names = widest(objects.map(nameOf));
  const states = widest(objects.map(({ state }) => state));
  if (kinds + names + states > page.columns) return objects.flatMap((object) => stackedLines(object, page));
  return detailedLines(
    objects.map((object) => {
      const { kind, state, colour, detail, below } = object;
      return { text: `  ${kind.padEnd(kinds)}${nameOf(object).padEnd(names)}${page.style[colour](state)}`, detail, below };
    }),
    page,
  );
}

function stackedLines(object: ObjectLine, page: Page): string[] {
  const { kind, state, colour, detail, below } = object;
  const { [colour]: paint, dim } = page.style;
  return [`  ${kind} ${nameOf(object)}`, `    ${paint(state)}`, ...wrap(printable(detail), 4, page).map(dim), ...below];
}
