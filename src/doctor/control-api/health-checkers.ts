import { listOf } from '../../apisix/read-dump.ts';
import { ask, jsonOf } from './ask.ts';
import type { ControlApi } from './control-api.ts';
import { isTable, textOf } from './running-objects.ts';
import type { Table } from './running-objects.ts';

/** What one health checker probes. */
export interface HealthChecker {
  /** Of the object that it belongs to: `/apisix/upstreams/1`. */
  readonly key: string;
  /** Hosts, each once; ports may be those of the check. */
  readonly hosts: readonly string[];
}

/**
 * The health checkers that run, as releases from 3.3.0 on show them (control/v1.lua `extra_checker_info`); undefined where the gateway does not
 * say. Rejects with a KubeError where no answer comes.
 */
export async function readHealthCheckers(api: ControlApi): Promise<readonly HealthChecker[] | undefined> {
  const answer = await ask(api, '/v1/healthcheck');
  const document = answer.status === 200 ? jsonOf(answer) : undefined;
  if (typeof document !== 'object' || document === null) return undefined;
  return listOf(document)
    .filter(isTable)
    .map((checker) => ({ key: textOf(checker['name']), hosts: hostsOf(checker) }));
}

function hostsOf({ nodes }: Table): readonly string[] {
  const hosts = listOf(nodes)
    .filter(isTable)
    .map(({ ip }) => textOf(ip));
  return [...new Set(hosts.filter((host) => host !== ''))];
}
