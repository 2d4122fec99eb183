import { itemsOf, valueAt } from '../located.ts';
import type { LocatedEntry, LocatedTable } from '../located.ts';
import type { Problem } from '../problem.ts';
import { shown } from '../schema/wording.ts';
import type { AddressRule } from './server-url.ts';
import { mendUrl } from './server-url.ts';

/** How resty.http takes an address apart (`parse_uri`, api7-lua-resty-http 0.2.0 to 0.2.3). There is no end: the rest is the query. */
const ADDRESS = /^(?:(https?):)?\/\/(?:[^[\]:/?]+|\[[^\n]+\])(?::\d+)?([^?]*)\??([^\n]*)/;

/**
 * Servers that pass the check of consul or consul_kv and stop the registry at start (`format_consul_params` in discovery/consul/init.lua,
 * client.lua from 3.17.0, and discovery/consul_kv/init.lua, all releases). Up to 3.15, and with consul_kv, that is worker 0 with all it
 * serves.
 */
export function serversThatDoNotStart(registry: string, block: LocatedTable): readonly Problem[] {
  const servers = valueAt(block, ['servers']);
  if (servers?.kind !== 'table') return [];
  return itemsOf(servers).flatMap(({ value }: LocatedEntry, index): readonly Problem[] => {
    if (value.kind !== 'scalar' || isAddress(String(value.value))) return [];
    const property = `discovery.${registry}.servers[${index}]`;
    const hint = mendUrl(value, ADDRESS_RULE);
    return [
      {
        message: `${property} is ${shown(value, { isSecret: false })}; the check passes, but ${registry} starts only with http://host:port`,
        ...(hint === undefined ? {} : { hint }),
        position: value.position,
        id: 'C38',
      },
    ];
  });
}

const ADDRESS_RULE: AddressRule = {
  schemes: ['http'],
  onPath: 'End it behind the port: the registry adds its own path',
  onUser: 'Leave user and password out: Consul knows the gateway by its token',
};

/** Whether it is plain HTTP and nothing follows the port; `?` or `/?` alone do no harm. */
function isAddress(server: string): boolean {
  const [whole, scheme, path = '', query = ''] = ADDRESS.exec(server) ?? [];
  return whole !== undefined && scheme === 'http' && (path === '' || path === '/') && query === '' && !server.endsWith('/');
}
