import type { DiscoveryConfig } from '../../../apisix/discovery-config/model.ts';
import { inWords } from '../../../apisix/in-words.ts';
import type { GatewayDump } from '../../../apisix/read-dump.ts';
import { parseServiceName } from '../../../apisix/service-name.ts';
import { quantity } from '../../../findings/quantity.ts';
import { excerpt } from '../../../kube/excerpt.ts';
import { pass, skip, unknown, warn } from '../../answer.ts';
import type { RunCheck } from '../../check.ts';
import { whyNoDump } from '../../control-api/control-api.ts';
import type { ControlApi } from '../../control-api/control-api.ts';
import { configOf, readDump } from '../../control-api/dump.ts';
import { readHealthCheckers } from '../../control-api/health-checkers.ts';
import type { HealthChecker } from '../../control-api/health-checkers.ts';
import { nameOf, readRunningObjects, textOf } from '../../control-api/running-objects.ts';
import type { RunningObject } from '../../control-api/running-objects.ts';
import { NO_CONTROL_API } from './control-api-answers.ts';
import { skipForRelease } from './skip-for-release.ts';

/** The health checkers are looked after once a second (healthcheck_manager.lua, 3.14.0). */
const SECOND_LOOK_MS = 1500;

/** Whether health checks probe what discovery has. */
export const healthChecksAgree: RunCheck = {
  name: 'health-checks-agree',
  category: 'gateway',
  title: 'Health checks probe the nodes that discovery has',
  reads:
    'GET /v1/healthcheck, /v1/routes, /v1/services and /v1/upstreams of the control API, and the dump; where they differ, once more',
  causes: ['G16', 'G17'],
  needs: ['discovery-enabled'],
  scope: 'run',
  async examine({ controlApi, release, clock, signal }) {
    if (controlApi === undefined) return [skip(NO_CONTROL_API)];
    const none = whyNoDump(release, 'multi');
    if (none !== undefined) return [skipForRelease(none)];
    const answer = await controlApi.once(readDump);
    const config = answer.kind === 'dump' ? configOf(answer.dump, release) : undefined;
    if (answer.kind !== 'dump' || config === undefined) return [skip('The gateway shows no dump to compare with')];
    const hidden = whyNoDump(release, config.mode);
    if (hidden !== undefined) return [skipForRelease(hidden)];
    const checkers = await controlApi.once(readHealthCheckers);
    if (checkers === undefined) return [unknown('The control API does not say which health checks there are')];
    const names = namesToCheck(await controlApi.once(readRunningObjects), config);
    const first = oldHosts({ dump: answer.dump, checkers, names });
    if (first.length === 0) return [pass()];
    await clock.sleep(SECOND_LOOK_MS, signal);
    const lasting = await lookAgain(controlApi, { names, before: first });
    if (lasting.length === 0) return [pass({ evidence: ['Nodes changed while they were compared'] })];
    const message = `${quantity(lasting.length, 'health checker')} of the gateway ${lasting.length === 1 ? 'probes' : 'probe'} nodes that discovery has no more: a checker learns of new ones with the next request to its upstream.`;
    const evidence = lasting.map(
      ({ object, hosts }) =>
        `${nameOf(object)}: ${inWords(
          hosts.map((host) => excerpt(host, 60)),
          'and',
        )}`,
    );
    return [warn({ id: 'G17', message }, { evidence, mend: 'apisix restart' })];
  },
};

/** Where the nodes of an object with health checks stand in the dump. */
interface CheckedName {
  readonly object: RunningObject;
  readonly id: string | undefined;
  readonly key: string;
  readonly port: string;
}

interface OldHosts {
  readonly object: RunningObject;
  readonly hosts: readonly string[];
}

function namesToCheck(objects: readonly RunningObject[], { mode }: DiscoveryConfig): readonly CheckedName[] {
  return objects.flatMap((object) => {
    const { upstream } = object;
    if (upstream === undefined || upstream['discovery_type'] !== 'kubernetes') return [];
    const name = parseServiceName(textOf(upstream['service_name']), mode);
    return name === undefined ? [] : [{ object, ...name }];
  });
}

/** Hosts that are probed and that the dump has not; none of services that it does not show. */
function oldHosts({
  dump,
  checkers,
  names,
}: {
  readonly dump: GatewayDump;
  readonly checkers: readonly HealthChecker[];
  readonly names: readonly CheckedName[];
}): readonly OldHosts[] {
  const byKey = new Map(checkers.map(({ key, hosts }) => [key, hosts]));
  return names.flatMap(({ object, id, key, port }) => {
    const ports = dump.clusters.find((cluster) => cluster.id === id)?.services.get(key);
    if (ports === undefined) return [];
    const known = new Set((ports.get(port) ?? []).map(({ host }) => host));
    const hosts = (byKey.get(object.key) ?? []).filter((host) => !known.has(host));
    return hosts.length === 0 ? [] : [{ object, hosts }];
  });
}

/** Those of `before` that are still there. */
async function lookAgain(
  api: ControlApi,
  { names, before }: { readonly names: readonly CheckedName[]; readonly before: readonly OldHosts[] },
): Promise<readonly OldHosts[]> {
  const [answer, checkers = []] = await Promise.all([readDump(api), readHealthCheckers(api)]);
  if (answer.kind !== 'dump') return [];
  const after = oldHosts({ dump: answer.dump, checkers, names });
  return after.flatMap(({ object, hosts }) => {
    const old = before.find((one) => one.object === object)?.hosts ?? [];
    const both = hosts.filter((host) => old.includes(host));
    return both.length === 0 ? [] : [{ object, hosts: both }];
  });
}
