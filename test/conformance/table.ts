/** One recording as one release. */
export interface Row {
  readonly id: string;
  readonly release: string;
  readonly outcome: 'agrees' | 'knowingly differs' | 'differs';
  /** The name of a known difference, or what differs. */
  readonly note?: string;
}

const SHOWN_IDS = 10;

/** A line for each release: how many recordings agree, and which do not. */
export function tableOf(rows: readonly Row[]): string {
  const releases = [...new Set(rows.map(({ release }) => release))];
  const lines = releases.map((release) =>
    line(
      release,
      rows.filter((row) => row.release === release),
    ),
  );
  return ['release    agree  knowingly differ  differ', ...lines].join('\n');
}

function line(release: string, rows: readonly Row[]): string {
  const of = (outcome: Row['outcome']): readonly Row[] => rows.filter((row) => row.outcome === outcome);
  const known = new Map<string, number>();
  for (const { note = '' } of of('knowingly differs')) known.set(note, (known.get(note) ?? 0) + 1);
  const classes = [...known].map(([name, count]) => `${name} ${count}`).join(', ');
  const firstIds = of('differs')
    .slice(0, SHOWN_IDS)
    .map(({ id, note }) => (note === undefined ? id : `${id} (${note})`))
    .join(', ');
  const counts = [of('agrees').length, of('knowingly differs').length, of('differs').length] as const;
  const [agree, knowingly, differ] = counts.map(String);
  const numbers = `${release.padEnd(9)}  ${agree?.padStart(5)}  ${knowingly?.padStart(16)}  ${differ?.padStart(6)}`;
  return [numbers, classes, firstIds === '' ? '' : `differ: ${firstIds}`].filter((part) => part !== '').join('  ');
}
