import { entryOf } from '../located.ts';
import type { Located } from '../located.ts';
import type { Problem } from '../problem.ts';
import { isAddressOrCidr } from './node-address.ts';

/** Addresses of a stream route that its schema accepts and its check does not (stream/router/ip_port.lua): `:/8`, `::1/129`. */
export function addressProblems(streamRoute: Located): readonly Problem[] {
  return ['remote_addr', 'server_addr'].flatMap((property) => {
    const address = entryOf(streamRoute, property)?.value;
    if (address?.kind !== 'scalar' || typeof address.value !== 'string' || isAddressOrCidr(address.value)) return [];
    return [
      {
        message: `stream_route.${property} is ${JSON.stringify(address.value)}, but must be an IPv4 or IPv6 address or a CIDR`,
        hint: 'Write it such as 10.0.0.0/8 or fd00::/8',
        position: address.position,
      },
    ];
  });
}
