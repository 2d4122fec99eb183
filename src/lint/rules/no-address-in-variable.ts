import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import type { RunFacts } from '../run-facts.ts';
import { failuresHere, variableUses } from './variables.ts';

const config = (port: string) => `discovery:
  kubernetes:
    service:
      host: \${KUBERNETES_SERVICE_HOST}
      port: \${${port}}
`;

export const noAddressInVariable: Rule = {
  id: 'E04',
  name: 'no-address-in-variable',
  severity: 'error',
  subject: 'config',
  why:
    'The variables of service.host and service.port are read at start. An empty host, or a port that is no number from 1 to ' +
    '65535, ends discovery there until the next restart. In a pod KUBERNETES_PORT is the address tcp://ADDRESS:PORT; the port ' +
    'alone is in KUBERNETES_SERVICE_PORT.',
  mend: 'Use ${KUBERNETES_SERVICE_HOST} and ${KUBERNETES_SERVICE_PORT}, or set the variable to a host or a port.',
  source: 'discovery/kubernetes/init.lua, get_apiserver, 2.13.0; core.lua, 3.17.0',
  examples: {
    failing: { files: { 'config.yaml': config('KUBERNETES_PORT') } },
    passing: { files: { 'config.yaml': config('KUBERNETES_SERVICE_PORT') } },
  },
  check: (judged, facts) => [...failuresHere('E04', judged, facts), ...addressesOfPods(judged, facts)],
};

/** Whatever the environment here, in a pod these are addresses with a schema. */
function addressesOfPods(judged: JudgedConfig, { env }: RunFacts): readonly Complaint[] {
  return variableUses(judged).flatMap(({ variable, setting, position }): readonly Complaint[] => {
    if (!/^KUBERNETES_PORT(?:_\d+_TCP)?$/.test(variable) || !setting.startsWith('service.') || env(variable) !== undefined)
      return [];
    const right = setting === 'service.port' ? 'KUBERNETES_SERVICE_PORT' : 'KUBERNETES_SERVICE_HOST';
    return [
      {
        message: `In a pod ${variable} is tcp://ADDRESS:PORT, which is no ${setting.slice('service.'.length)}`,
        position,
        hint: `Write \${${right}}`,
      },
    ];
  });
}
