import Table from 'cli-table3';

/** Every line that cli-table3 would draw. */
const BORDERS = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'] as const;
const RULES = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'] as const;
const NO_LINES = Object.fromEntries([...BORDERS, ...RULES].map((name) => [name, '']));

export interface TableColumn {
  readonly title: string;
  readonly align?: 'right';
}

/** Columns three spaces apart under their titles, as wide as their widest cell; each line begins with `indent` spaces. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[], indent = 0): string[] {
  const drawn = new Table({
    chars: NO_LINES,
    style: { 'padding-left': 0, 'padding-right': 3, head: [], border: [] },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    head: columns.map(({ title }) => title),
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn
    .toString()
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`.trimEnd());
}
