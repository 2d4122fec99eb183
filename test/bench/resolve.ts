import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { startControlPlane } from '../e2e/control-plane.ts';
import type { ControlPlane } from '../e2e/control-plane.ts';
import { endpoints } from '../support/objects.ts';

/**
 * `npm run bench:resolve [-- SERVICES]`: wall time and peak memory of `resolve`, whole process, on a real API server, beside the same
 * list through client-node's informer in the same run. The rounds alternate, so that both meet the same noise.
 */
const SERVICES = Number(process.argv[2] ?? 20_000);
const ADDRESSES = 10;
const NAMESPACES = 20;
const ROUNDS = 5;
const WRITERS = 16;

interface Measurement {
  readonly milliseconds: number;
  readonly peakKibibytes: number;
}

const controlPlane = await startControlPlane();
try {
  // The controllers would delete Endpoints that have no Service.
  await controlPlane.stopControllerManager();
  await load(controlPlane);
  const subject = [
    '--import',
    './test/bench/peak-memory.mjs',
    'bin/k8s-disco.js',
    'resolve',
    'team-3/service-3:http',
    '-o',
    'json',
  ];
  const peer = [
    '--import',
    './test/bench/peak-memory.mjs',
    'test/bench/informer.mjs',
    controlPlane.adminKubeconfig,
    'team-3',
    'service-3',
  ];
  const contestants = {
    'k8s-disco resolve': [...subject, '--kubeconfig', controlPlane.adminKubeconfig],
    "client-node's informer": peer,
  };
  const measured = new Map<string, Measurement[]>(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, args] of Object.entries(contestants)) measured.get(name)?.push(await measure(args));
  }
  report(measured);
} finally {
  await controlPlane.stop();
}

async function load({ admin }: ControlPlane): Promise<void> {
  for (let at = 0; at < NAMESPACES; at++) {
    await admin.request('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${at}` } },
    });
  }
  const numbers = Array.from({ length: SERVICES }, (_, at) => at).values();
  const write = async (): Promise<void> => {
    for (const at of numbers) {
      const namespace = `team-${at % NAMESPACES}`;
      const addresses = Array.from({ length: ADDRESSES }, (_, address) => `10.${at >> 8}.${at & 255}.${address + 1}`);
      const body = endpoints(`${namespace}/service-${at}`, { addresses });
      await admin.request('POST', `/api/v1/namespaces/${namespace}/endpoints`, { body });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}

async function measure(args: readonly string[]): Promise<Measurement> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'pipe'] });
  // 'pipe' above makes these readable.
  const [output, peak] = [child.stdout as Readable, child.stdio[3] as Readable].map((stream) => text(stream));
  const [code] = (await once(child, 'close')) as [number];
  const milliseconds = performance.now() - begun;
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${await output}`);
  return { milliseconds, peakKibibytes: Number(await peak) };
}

function report(measured: ReadonlyMap<string, readonly Measurement[]>): void {
  const medians = [...measured].map(([name, measurements]) => ({
    name,
    seconds: median(measurements.map(({ milliseconds }) => milliseconds)) / 1_000,
    mebibytes: median(measurements.map(({ peakKibibytes }) => peakKibibytes)) / 1_024,
  }));
  const peer = medians.at(-1);
  console.log(
    `${SERVICES.toLocaleString('en')} Endpoints of ${ADDRESSES} addresses, median of ${ROUNDS} rounds, Node ${process.version}\n`,
  );
  console.log('|  | wall time | ratio | peak memory | ratio |');
  console.log('|---|---|---|---|---|');
  for (const { name, seconds, mebibytes } of medians) {
    const ratios = peer && { time: (seconds / peer.seconds).toFixed(2), memory: (mebibytes / peer.mebibytes).toFixed(2) };
    console.log(`| ${name} | ${seconds.toFixed(2)} s | ${ratios?.time} | ${mebibytes.toFixed(0)} MiB | ${ratios?.memory} |`);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}
