import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const PROGRAM = 'bin/k8s-disco.js';

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The parts of a ResolveReport that the scenarios look at. */
export interface Report {
  readonly gatewayVersion: string;
  readonly clusters: readonly {
    readonly id: string | null;
    readonly server: string;
    readonly resource: string;
    readonly objects: number;
  }[];
  readonly results: readonly Result[];
  readonly findings: readonly { readonly id: string; readonly severity: string; readonly message: string }[];
}

export interface Result {
  readonly serviceName: string;
  readonly nodes: readonly { readonly host: string; readonly port: number; readonly weight: number }[] | null;
  readonly status: string;
  readonly reason?: { readonly id: string; readonly message: string; readonly suggestions: readonly string[] };
}

/** Runs the built program to its end, with nothing of this machine's kubeconfig. */
export function k8sDisco(...args: readonly string[]): Promise<Answer> {
  return k8sDiscoWith({}, ...args);
}

/** The same with these variables in its environment. */
export async function k8sDiscoWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Answer> {
  const child = start(args, env);
  // 'pipe' makes them streams.
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

/** Runs `resolve -o json` and parses its report. Throws with what it said where there is none. */
export async function resolve(...args: readonly string[]): Promise<Report & Pick<Answer, 'code' | 'stderr'>> {
  const { code, stdout, stderr } = await k8sDisco('resolve', '-o', 'json', ...args);
  if (stdout === '') throw new Error(`no report, exit code ${code}: ${stderr}`);
  return { ...(JSON.parse(stdout) as Report), code, stderr };
}

/** Host and port of each node, as `10.0.0.1:8080`; null stays null. */
export function addresses({ nodes }: Pick<Result, 'nodes'>): readonly string[] | null {
  return nodes?.map(({ host, port }) => `${host}:${port}`) ?? null;
}

/** A running `resolve --watch -o json`. */
export class Watching {
  readonly #child: ChildProcess;
  readonly #lines: unknown[] = [];
  #stderr = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    createInterface(child.stdout!).on('line', (line) => this.#lines.push(JSON.parse(line)));
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (this.#stderr += chunk));
  }

  static start(...args: readonly string[]): Watching {
    return new Watching(start(['resolve', '--watch', '-o', 'json', ...args]));
  }

  /** The objects printed so far: a ResolveReport, then a ResolveChange for each change. */
  get lines(): readonly unknown[] {
    return this.#lines;
  }

  /** Nodes of the last change, or of the report, for this name. */
  nodesOf(serviceName: string): readonly string[] | null | undefined {
    const last = this.#lines
      .flatMap((line) => ('results' in (line as object) ? (line as Report).results : [line as Result]))
      .findLast((result) => result.serviceName === serviceName);
    return last && addresses(last);
  }

  get stderr(): string {
    return this.#stderr;
  }

  /** Sends a signal and resolves to the exit code and how long it took, in milliseconds. */
  async end(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT'): Promise<{ code: number | null; milliseconds: number }> {
    const begun = performance.now();
    const closed = this.#child.exitCode === null ? once(this.#child, 'close') : undefined;
    this.#child.kill(signal);
    await closed;
    return { code: this.#child.exitCode, milliseconds: performance.now() - begun };
  }
}

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  const { PATH } = process.env;
  const surroundings = { PATH, HOME: '/nonexistent', LANG: 'C.UTF-8', ...env };
  return spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: surroundings });
}
