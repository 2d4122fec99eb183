import { widthOf } from '../../terminal/page.ts';
import type { Page } from '../../terminal/page.ts';
import type { Style } from '../../terminal/style.ts';
import { detailedLines } from './details.ts';

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

const GAP = 2;

/** `default/apisix-discovery`; the name alone of what stands outside of namespaces. */
export function nameOf({ namespace, name }: Pick<ObjectLine, 'namespace' | 'name'>): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

/** The objects in columns: kind, name, state, and beside or under them what else is to be said. */
export function objectLines(objects: readonly ObjectLine[], page: Page): string[] {
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(widthOf)) + GAP;
  const kinds = widest(objects.map(({ kind }) => kind));
  const names = widest(objects.map(nameOf));
  return detailedLines(
    objects.map((object) => {
      const { kind, state, colour, detail, below } = object;
      return { text: `  ${kind.padEnd(kinds)}${nameOf(object).padEnd(names)}${page.style[colour](state)}`, detail, below };
    }),
    page,
  );
}
