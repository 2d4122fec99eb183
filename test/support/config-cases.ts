import { expect, test } from 'vitest';
import { lintFiles } from './lint.ts';

/** A config.yaml and what lint says of it. */
export interface ConfigCase {
  readonly title: string;
  /** The lines of config.yaml. */
  readonly text: readonly string[];
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Everything that lint has to say; with the releases in brackets where several are asked for. */
  readonly found: readonly string[];
}

/** Tests that lint says exactly that of each config, through the command line. */
export function testConfigs(cases: readonly ConfigCase[]): void {
  test.each(cases)('$title', async ({ text, flags = [], env = {}, found }) => {
    const { report } = await lintFiles({ 'config.yaml': `${text.join('\n')}\n` }, { flags, env });
    const said = report.files
      .flatMap(({ findings }) => findings)
      .map(({ line, column, severity, id, message, gatewayVersions }) => {
        const releases = flags.length > 2 ? ` [${gatewayVersions.join()}]` : '';
        return `${line}:${column} ${severity} ${id} ${message}${releases}`;
      });
    expect(said).toEqual(found);
  });
}
