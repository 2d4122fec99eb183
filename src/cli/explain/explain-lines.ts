import { Explanation } from '../../explain/explanation.ts';
import { explainDocument } from '../../report/explain/json.ts';
import { explainText, followedText, symptomLines } from '../../report/explain/text.ts';
import { jsonText } from '../../report/json-text.ts';
import { EXIT } from '../exit-code.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { pageOf } from '../pages.ts';
import type { ExplainFlags } from './flags.ts';
import { followFile } from './follow-file.ts';
import { readSource } from './read-source.ts';
import type { Source } from './source.ts';

/**
 * Explains the lines of the sources and writes the report; while it follows, each kind of line when it is met. When the host's signal
 * aborts, what was read so far is reported, and it rejects with the signal's reason.
 */
export async function explainLines(sources: readonly Source[], flags: ExplainFlags, host: Host): Promise<ExitCode> {
  const { stdout } = host;
  const page = pageOf(host, stdout);
  const isLive = flags.follow === true && flags.output === 'text';
  const explanation = new Explanation({
    release: flags.gatewayVersion?.version,
    ...(isLive ? { onNew: (symptom) => void stdout.stream.write(`${symptomLines(symptom, page).join('\n')}\n\n`) } : {}),
  });
  try {
    for (const source of sources) {
      const name = sources.length > 1 ? nameOf(source) : undefined;
      if (flags.follow === true) await follow(source, { explanation, host });
      else await read(source, { explanation, name, host });
    }
  } finally {
    const report = explanation.report();
    const text =
      flags.output === 'json'
        ? jsonText(explainDocument(report))
        : isLive
          ? followedText(report, page)
          : explainText(report, page);
    stdout.stream.write(text);
  }
  return EXIT.good;
}

interface Reading {
  readonly explanation: Explanation;
  readonly host: Host;
}

async function read(source: Source, { explanation, name, host }: Reading & { readonly name: string | undefined }): Promise<void> {
  const input = explanation.input(name);
  try {
    for await (const bytes of readSource(source, host)) input.add(bytes);
  } finally {
    input.end();
  }
}

async function follow(source: Source, { explanation, host }: Reading): Promise<void> {
  let input = explanation.input();
  try {
    if (source.kind === 'file')
      await followFile(source.path, host, {
        onBytes: (bytes) => input.add(bytes),
        onPause: () => input.flush(),
        onRestart: () => {
          input.end();
          input = explanation.input();
        },
      });
    for await (const bytes of readSource(source, host)) {
      input.add(bytes);
      input.flush();
    }
  } finally {
    input.end();
  }
}

function nameOf(source: Source): string {
  switch (source.kind) {
    case 'file':
      return source.path;
    case 'stdin':
      return '-';
    case 'text':
      return 'text';
    default:
      return source satisfies never;
  }
}
