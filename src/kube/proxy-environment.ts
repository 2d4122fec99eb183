import { BlockList, isIP } from 'node:net';
import { endpointOf, isLoopback } from './probe/endpoint.ts';
import type { Endpoint } from './probe/endpoint.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The variable by which programs in Go, kubectl among them, send what is for a server through a proxy: `HTTPS_PROXY`, `https_proxy`. Undefined
 * where none is set, or NO_PROXY excepts the server (golang.org/x/net/http/httpproxy).
 */
export function proxyVariable(server: URL, env: Variables): string | undefined {
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const variable = [name, name.toLowerCase()].find((one) => (env[one] ?? '') !== '');
  return variable === undefined || isExcepted(server, env) ? undefined : variable;
}

function isExcepted(server: URL, env: Variables): boolean {
  const { host, port } = endpointOf(server);
  // Go never sends the loopback to a proxy.
  if (isLoopback(host)) return true;
  const exceptions = (env['NO_PROXY'] || env['no_proxy'] || '').toLowerCase().split(',');
  return exceptions.some((exception) => excepts(exception.trim(), { host, port }));
}

/** One entry of NO_PROXY: `*`, an address, a range, or a name with those below it; with a port or without. */
function excepts(exception: string, { host, port }: Endpoint): boolean {
  if (exception === '*') return true;
  const [, bracketed, plain, onlyPort] = /^(?:\[(.+)\]|([^:]*))(?::(\d+))?$/.exec(exception) ?? [];
  const name = bracketed ?? plain ?? exception;
  if (name === '' || (onlyPort !== undefined && Number(onlyPort) !== port)) return false;
  if (isIP(host) !== 0) return name === host || isInRange(host, name);
  // A name stands for itself and all below it; with a dot in front for those below alone.
  const below = name.replace(/^(?:\*?\.)?/, '.');
  return host.endsWith(below) || host === name;
}

function isInRange(address: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/', 2);
  const family = isIP(address);
  if (!/^\d{1,3}$/.test(bits) || isIP(network) !== family || Number(bits) > (family === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), familyText(family));
  return list.check(address, familyText(family));
}

function familyText(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}
