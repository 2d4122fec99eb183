import { Explanation } from '../../src/explain/explanation.ts';
import type { ExplainReport } from '../../src/explain/report.ts';

/** What a text comes to that is read at once. */
export function explained(text: string, release?: string): ExplainReport {
  const explanation = new Explanation({ release });
  const input = explanation.input();
  input.add(new TextEncoder().encode(text));
  input.end();
  return explanation.report();
}

/** The causes of the only symptom of a text: `C01 certain, C02 possible`; the number of unknown lines where there is none. */
export function causesOf(text: string, release?: string): string | number {
  const { symptoms, unknown } = explained(text, release);
  if (symptoms.length === 0) return unknown;
  return symptoms.map(({ causes }) => causes.map(({ id, likelihood }) => `${id} ${likelihood}`).join(', ')).join('; ');
}

/** A line of nginx's error log, as Lua writes it from a timer. */
export function logged(place: string, message: string, level = 'error'): string {
  return `2026/11/21 10:01:12 [${level}] 46#46: *4 [lua] ${place}: ${message}, context: ngx.timer`;
}

/** The same while it serves a request. */
export function loggedForRequest(place: string, message: string, level = 'error'): string {
  return `2026/11/21 10:01:12 [${level}] 46#46: *45 [lua] ${place}: ${message}, client: 10.0.0.7, server: _, request: "GET / HTTP/1.1", host: "cms.example.org"`;
}

/** What `error()` of Lua leaves in the log of a worker that starts. */
export function thrown(file: string, message: string): string {
  const path = `/usr/local/apisix/apisix/discovery/kubernetes/${file}`;
  return `2026/11/21 10:01:12 [error] 47#47: init_worker_by_lua error: ${path}: ${message}\nstack traceback:\n\t[C]: in function 'error'\n\t${path}: in function 'init_worker'`;
}

/** A refusal as an API server writes it. */
export function status(code: number, reason: string, message: string): string {
  return `${JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code })}\n`;
}

/** What 3.17 and newer log of a list or a watch that failed. */
export function failed(step: 'list' | 'watch', reason: string, message: string, kind = 'Endpoints'): string {
  return logged('informer_factory.lua:316', `${step} failed, kind: ${kind}, reason: ${reason}, message : ${message}`);
}

/** What they log of a connection that failed. */
export function unconnected(message: string, host = '10.1.0.5'): string {
  return logged(
    'informer_factory.lua:302',
    `connect apiserver failed, apiserver.host: ${host}, apiserver.port: 6443, message : ${message}`,
  );
}
