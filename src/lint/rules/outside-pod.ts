import { isNameOfOwnCluster } from '../../kube/own-pod.ts';
import type { Rule } from '../rule.ts';
import { byPlace, POD_VARIABLES, variableUses } from './variables.ts';
import type { VariableUse } from './variables.ts';

export const outsidePod: Rule = {
  id: 'E02',
  name: 'outside-pod',
  severity: 'error',
  subject: 'config',
  why:
    'Without service.host and service.port the gateway takes ${KUBERNETES_SERVICE_HOST} and ${KUBERNETES_SERVICE_PORT}, which ' +
    'are set in pods only. Where they are missing it logs that it did not find the environment variable, and discovery is ' +
    "dead until the next restart. This is judged where the environment is known to be the gateway's, with --env-file or " +
    '--check-env; elsewhere one of the two without the other is a warning.',
  mend: 'Outside a cluster set service and client. In a pod the two variables are there: write them into the env file.',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; #8220',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes: {}\n' }, flags: ['--check-env'] },
    passing: {
      files: { 'config.yaml': 'discovery:\n  kubernetes: {}\n' },
      flags: ['--check-env'],
      env: { KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' },
    },
  },
  check: (judged, { env, isGatewayEnv }) => {
    // One of the two without the other is in no pod, wherever this runs.
    const isHalf = POD_VARIABLES.some((name) => env(name) !== undefined);
    if (!isGatewayEnv && !isHalf) return [];
    const missing = variableUses(judged).filter(
      (use) => POD_VARIABLES.includes(use.variable) && env(use.variable) === undefined && !isPortAlone(use),
    );
    return byPlace(missing).map(({ position, variables, areMany }) => ({
      message: `${variables} ${areMany ? 'are' : 'is'} not set: discovery does not start`,
      position,
      hint: 'Set service.host, service.port and client; for a gateway in a pod add the variables to the env file',
      severity: isGatewayEnv ? 'error' : 'warning',
    }));
  },
};

/** A host of another cluster without its port is a mistake in any environment, and C25's. */
function isPortAlone({ setting, isDefault, cluster }: VariableUse): boolean {
  const { host } = cluster.config.service;
  return setting === 'service.port' && isDefault && !host.startsWith('${') && !isNameOfOwnCluster(host);
}
