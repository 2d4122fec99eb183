import type { WatchSink } from '../../src/playground/answer.ts';

/** A sink that keeps what a watch sends, one string for each line and for its end. */
export function recordedSink(): WatchSink & { readonly sent: string[] } {
  const sent: string[] = [];
  return { sent, line: (text) => void sent.push(text), end: () => void sent.push('<end>'), cut: () => void sent.push('<cut>') };
}

/** `ADDED cms@3`, `BOOKMARK @3`, `<end>`: type, name and resourceVersion of each line. */
export function inShort(sent: readonly string[]): string[] {
  return sent.map((line) => {
    if (line.startsWith('<')) return line;
    // Lines of a watch are events; the tests compare what is in them.
    const { type, object } = JSON.parse(line) as {
      type: string;
      object: { message?: string; metadata: { name?: string; resourceVersion?: string } };
    };
    return `${type} ${object.message ?? `${object.metadata.name ?? ''}@${object.metadata.resourceVersion}`}`;
  });
}
