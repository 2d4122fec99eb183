import type { Json } from '../../apisix/lua.ts';
import type { Resource } from '../../apisix/view.ts';
import { field, list, objectKey, text } from '../../resolve/json-fields.ts';
import { serviceOfSlice } from './service-of-slice.ts';

/** What the gateway does not look at in a port, under the name or number that it knows the port by. */
export interface PortTraits {
  /** `UDP` or `SCTP`, alone or beside a TCP port of the same name, which is one with it for the gateway. Undefined: all is TCP. */
  readonly notTcp: string | undefined;
  /** Why it looks as if TLS were spoken there, as a clause: `its appProtocol is https`. Undefined: nothing says so. */
  readonly tls: string | undefined;
}

const PLAIN_TCP: PortTraits = { notTcp: undefined, tls: undefined };

/** The ports that are not plain TCP, gathered from Endpoints or slices as they come. */
export class PortTraitsByService {
  readonly #resource: Resource;
  /** `namespace/name`, then the port's key. */
  readonly #services = new Map<string, Map<string, PortTraits>>();

  constructor(resource: Resource) {
    this.#resource = resource;
  }

  /** Takes in one object of the resource. */
  add(object: Json): void {
    const key = this.#resource === 'endpoints' ? objectKey(object) : serviceOfSlice(object);
    const groups = this.#resource === 'endpoints' ? list(field(object, 'subsets')) : [object];
    for (const group of groups) for (const port of list(field(group, 'ports'))) this.#addPort(key, port);
  }

  /** Of a port of the service `namespace/name`; plain TCP for one that was never seen. */
  of(key: string, port: string): PortTraits {
    return this.#services.get(key)?.get(port) ?? PLAIN_TCP;
  }

  #addPort(key: string, port: Json): void {
    const [name, number] = [field(port, 'name'), field(port, 'port')];
    const portKey = typeof name === 'string' ? name : typeof number === 'number' ? String(number) : undefined;
    if (portKey === undefined) return;
    const protocol = text(field(port, 'protocol')) ?? 'TCP';
    const notTcp = protocol === 'TCP' ? undefined : protocol;
    const tls = protocol === 'TCP' ? tlsSign(port) : undefined;
    if (notTcp === undefined && tls === undefined) return;
    const known = this.of(key, portKey);
    const ports = this.#services.get(key) ?? new Map<string, PortTraits>();
    this.#services.set(key, ports.set(portKey, { notTcp: known.notTcp ?? notTcp, tls: known.tls ?? tls }));
  }
}

/** Values of `appProtocol` for TLS: names of IANA, and those of KEP-3726. */
const TLS_PROTOCOLS: ReadonlySet<string> = new Set(['https', 'tls', 'ssl', 'grpcs', 'wss', 'kubernetes.io/wss']);

/** A name may begin with the protocol and a hyphen, as service meshes want it. */
const TLS_NAME = /^(?:https|tls|ssl|grpcs|wss)(?:-|$)/;

/** Where a port is called so, its number says nothing. */
const PLAIN_NAME = /^(?:http|http2|h2c|grpc|ws|tcp|metrics)(?:-|$)/;

function tlsSign(port: Json): string | undefined {
  const appProtocol = text(field(port, 'appProtocol'));
  if (appProtocol !== undefined) {
    return TLS_PROTOCOLS.has(appProtocol.toLowerCase()) ? `its appProtocol is ${appProtocol}` : undefined;
  }
  const name = text(field(port, 'name')) ?? '';
  if (TLS_NAME.test(name)) return `it is called ${name}`;
  const number = field(port, 'port');
  return (number === 443 || number === 8443) && !PLAIN_NAME.test(name) ? `its number is ${number}` : undefined;
}
