import { clusterConfig } from '../example-files.ts';
import type { Rule } from '../rule.ts';
import { ownerText } from './place-of.ts';
import { POD_VARIABLES, variableUses } from './variables.ts';

const CONFIG = clusterConfig({ service: ['host: ${K8S_HOST}', 'port: "6443"'] });

export const unsetVariable: Rule = {
  id: 'E08',
  name: 'unset-variable',
  severity: 'error',
  subject: 'config',
  why:
    '${VAR} in service.host, service.port, client.token and client.token_file is read at start. Where the variable is not set ' +
    'the gateway logs "not found environment variable VAR", and discovery is dead until the next restart; for token_file from ' +
    "3.13.0 on it starts and fails at each request. This is judged where the environment is known to be the gateway's: with " +
    "--env-file and --check-env. KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are E02's.",
  mend: 'Set the variable where the gateway starts, or write the value itself.',
  source: 'discovery/kubernetes/init.lua, read_env, 2.13.0; core.lua, 3.17.0',
  examples: {
    failing: { files: { 'config.yaml': CONFIG }, flags: ['--check-env'] },
    passing: { files: { 'config.yaml': CONFIG }, flags: ['--check-env'], env: { K8S_HOST: 'api.example.com' } },
  },
  check: (judged, { env, isGatewayEnv }) =>
    variableUses(judged)
      // A name that holds a brace or a dollar is no variable that anybody meant (E05).
      .filter(({ variable }) => isGatewayEnv && env(variable) === undefined && !/[${}]/.test(variable))
      .filter(({ variable }) => !POD_VARIABLES.includes(variable))
      .map(({ variable, setting, position, cluster }) => ({
        message: `${variable} is not set, which ${setting}${ownerText(cluster)} refers to`,
        position,
        hint: `Set ${variable} where the gateway starts`,
      })),
};
