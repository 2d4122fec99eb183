import type { ControlPlane } from '../e2e/control-plane.ts';
import { endpoints, service } from '../support/objects.ts';

const NAMESPACES = 20;
const WRITERS = 16;

export interface Load {
  readonly services: number;
  /** Of each of them. */
  readonly addresses: number;
  /** Endpoints without Services are deleted by the controllers, so that they must be stopped before. */
  readonly withServices: boolean;
}

/** Fills a cluster: `team-0/service-0` and so on, with Endpoints written by hand. */
export async function loadServices({ admin }: ControlPlane, { services, addresses, withServices }: Load): Promise<void> {
  for (let at = 0; at < NAMESPACES; at++) {
    await admin.request('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${at}` } },
    });
  }
  const numbers = Array.from({ length: services }, (_, at) => at).values();
  const write = async (): Promise<void> => {
    for (const at of numbers) {
      const path = `/api/v1/namespaces/team-${at % NAMESPACES}`;
      const key = `team-${at % NAMESPACES}/service-${at}`;
      const own = Array.from({ length: addresses }, (_, address) => `10.${at >> 8}.${at & 255}.${address + 1}`);
      if (withServices) await admin.request('POST', `${path}/services`, { body: service(key, { selector: null }) });
      await admin.request('POST', `${path}/endpoints`, { body: endpoints(key, { addresses: own }) });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}
