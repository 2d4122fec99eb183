import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

const ROUNDS = 5;

/** A program's name and its arguments for node. */
export type Contestants = Readonly<Record<string, readonly string[]>>;

/** Of a whole process, start-up included: the median of the rounds. */
export interface Result {
  readonly name: string;
  readonly seconds: number;
  /** Its largest resident set. */
  readonly mebibytes: number;
}

interface Measurement {
  readonly milliseconds: number;
  readonly peakKibibytes: number;
}

/** Runs the contestants in turn, so that all meet the same noise. Throws when one ends with a code that `isFine` does not take. */
export async function contest(
  contestants: Contestants,
  isFine: (code: number) => boolean = (code) => code === 0,
): Promise<readonly Result[]> {
  const measured = new Map<string, Measurement[]>(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(contestants)) measured.get(name)?.push(await measure(args, isFine));
  }
  return [...measured].map(([name, measurements]) => ({
    name,
    seconds: median(measurements.map(({ milliseconds }) => milliseconds)) / 1_000,
    mebibytes: median(measurements.map(({ peakKibibytes }) => peakKibibytes)) / 1_024,
  }));
}

async function measure(args: readonly string[], isFine: (code: number) => boolean): Promise<Measurement> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', './test/bench/peak-memory.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  // 'pipe' above makes these readable.
  const [output, peak] = [child.stdout as Readable, child.stdio[3] as Readable].map((stream) => text(stream));
  const [code] = (await once(child, 'close')) as [number];
  const milliseconds = performance.now() - begun;
  if (!isFine(code)) throw new Error(`${args.join(' ')} ended with ${code}: ${await output}`);
  return { milliseconds, peakKibibytes: Number(await peak) };
}

/** The results as a table of Markdown; the last contestant is the peer that the ratios are to. */
export function tableOf(title: string, results: readonly Result[]): string {
  const peer = results.at(-1);
  const rows = results.map(({ name, seconds, mebibytes }) => {
    const ratios = peer && { time: (seconds / peer.seconds).toFixed(2), memory: (mebibytes / peer.mebibytes).toFixed(2) };
    return `| ${name} | ${seconds.toFixed(2)} s | ${ratios?.time} | ${mebibytes.toFixed(0)} MiB | ${ratios?.memory} |`;
  });
  const head = ['|  | wall time | ratio | peak memory | ratio |', '|---|---|---|---|---|'];
  return [`${title}, median of ${ROUNDS} rounds, Node ${process.version}`, '', ...head, ...rows].join('\n');
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
