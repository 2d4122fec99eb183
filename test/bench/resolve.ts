import { startControlPlane } from '../e2e/control-plane.ts';
import { contest, tableOf } from './contest.ts';
import { loadServices } from './load-services.ts';

/**
 * `npm run bench:resolve [-- SERVICES]`: wall time and peak memory of `resolve`, whole process, on a real API server, beside the same
 * list through client-node's informer in the same run. The rounds alternate, so that both meet the same noise.
 */
const SERVICES = Number(process.argv[2] ?? 20_000);
const ADDRESSES = 10;

const controlPlane = await startControlPlane();
try {
  // The controllers would delete Endpoints that have no Service.
  await controlPlane.stopControllerManager();
  await loadServices(controlPlane, { services: SERVICES, addresses: ADDRESSES, withServices: false });
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
