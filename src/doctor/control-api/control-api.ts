import type { Release } from '../../apisix/release.ts';
import { endpointOf, isLoopback } from '../../kube/probe/endpoint.ts';
import { Memory } from '../memory.ts';

/** The control API of a running gateway. It takes no credentials, so none are sent. */
export interface ControlApi {
  /** Its paths, such as `/v1/schema`, are asked for below this one. */
  readonly url: URL;
  /** Where the same gateway says whether it is ready: port 7085 of the same host (cli/config.lua, `apisix.status`). */
  readonly statusUrl: URL;
  /** Aborts when the whole examination is to end. */
  readonly signal: AbortSignal;
  /** What it answers, read once and shared by all checks. */
  readonly once: <T>(read: (api: ControlApi) => Promise<T>) => Promise<T>;
}

const STATUS_PORT = '7085';

/** A control API of which nothing has been read yet. */
export function openControlApi(url: URL, signal: AbortSignal): ControlApi {
  const statusUrl = new URL(url.origin);
  statusUrl.protocol = 'http:';
  statusUrl.port = STATUS_PORT;
  const api: ControlApi = { url, statusUrl, signal, once: (read) => memory.once(read) };
  const memory = new Memory(api);
  return api;
}

/** Whether nobody but this machine, or who was let in by a port-forward, can reach it. */
export function isLocal(url: URL): boolean {
  return isLoopback(endpointOf(url).host);
}

/** Where an API that is asked for release `release` cannot have a dump, why not; undefined where it has one. */
export function whyNoDump({ dump, version }: Release, mode: 'single' | 'multi'): string | undefined {
  if (dump === 'none') return `APISIX ${version} has no dump of discovery: it came with 3.10.0`;
  if (dump === 'multi' && mode === 'single') return `The dump of APISIX ${version} shows a list of clusters alone, up to 3.12.0`;
  return undefined;
}
