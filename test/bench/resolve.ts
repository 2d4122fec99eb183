import { startControlPlane } from '../e2e/control-plane.ts';
import type { ControlPlane } from '../e2e/control-plane.ts';
import { endpoints } from '../support/objects.ts';
import { contest, tableOf } from './contest.ts';

/**
 * `npm run bench:resolve [-- SERVICES]`: wall time and peak memory of `resolve`, whole process, on a real API server, beside the same
 * list through client-node's informer in the same run. The rounds alternate, so that both meet the same noise.
 */
const SERVICES = Number(process.argv[2] ?? 20_000);
const ADDRESSES = 10;
const NAMESPACES = 20;
const WRITERS = 16;

const controlPlane = await startControlPlane();
try {
  // The controllers would delete Endpoints that have no Service.
  await controlPlane.stopControllerManager();
  await load(controlPlane);
  const subject = ['bin/k8s-disco.js', 'resolve', 'team-3/service-3:http', '-o', 'json'];
  const peer = ['test/bench/informer.mjs', controlPlane.adminKubeconfig, 'team-3', 'service-3'];
  const contestants = {
    'k8s-disco resolve': [...subject, '--kubeconfig', controlPlane.adminKubeconfig],
    "client-node's informer": peer,
  };
  const title = `${SERVICES.toLocaleString('en')} Endpoints of ${ADDRESSES} addresses`;
  console.log(tableOf(title, await contest(contestants)));
} finally {
  await controlPlane.stop();
}

async function load({ admin }: ControlPlane): Promise<void> {
  for (let at = 0; at < NAMESPACES; at++) {
    await admin.request('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${at}` } },
    });
  }
  const numbers = Array.from({ length: SERVICES }, (_, at) => at).values();
  const write = async (): Promise<void> => {
    for (const at of numbers) {
      const namespace = `team-${at % NAMESPACES}`;
      const addresses = Array.from({ length: ADDRESSES }, (_, address) => `10.${at >> 8}.${at & 255}.${address + 1}`);
      const body = endpoints(`${namespace}/service-${at}`, { addresses });
      await admin.request('POST', `/api/v1/namespaces/${namespace}/endpoints`, { body });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
}
