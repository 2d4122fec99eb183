import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startControlPlane } from '../e2e/control-plane.ts';
import { AccountCommands } from '../e2e/account-commands.ts';
import { contest, tableOf } from './contest.ts';
import { loadServices } from './load-services.ts';

/**
 * `npm run bench:doctor [-- SERVICES]`: wall time and peak memory of `doctor`, whole process, as the gateway and as an admin, on a healthy
 * real API server, beside one list through client-node's informer in the same run. The rounds alternate, so that all meet the same noise.
 */
const SERVICES = Number(process.argv[2] ?? 1000);
const ADDRESSES = 3;

const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-bench-'));
const controlPlane = await startControlPlane();
try {
  await loadServices(controlPlane, { services: SERVICES, addresses: ADDRESSES, withServices: true });
  const config = join(directory, 'config.yaml');
  await new AccountCommands(directory).setUp(controlPlane.adminKubeconfig, 'gateway', '--emit-config', config);
  const { adminKubeconfig } = controlPlane;
  const asGateway = ['bin/k8s-disco.js', 'doctor', '--config', config, '--no-dial', 'team-3/service-3:http'];
  const contestants = {
    'k8s-disco doctor': asGateway,
    'k8s-disco doctor --admin-context': [...asGateway, '--kubeconfig', adminKubeconfig, '--admin-context', 'e2e'],
    "client-node's informer": ['test/bench/informer.mjs', adminKubeconfig, 'team-3', 'service-3'],
  };
  const title = `A healthy cluster of ${SERVICES.toLocaleString('en')} services`;
  console.log(tableOf(title, await contest(contestants)));
} finally {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
}
