import type { Rule } from '../rule.ts';
import { exportedVariables } from './exported-variables.ts';
import { byPlace, variableUses } from './variables.ts';

/** What the template of nginx.conf exports in any case (cli/ngx_tpl.lua, 2.13.0). */
const ALWAYS_EXPORTED: readonly string[] = ['APISIX_PROFILE', 'PATH'];

const DISCOVERY = `discovery:
  kubernetes: {}
`;

export const unexportedVariable: Rule = {
  id: 'E01',
  name: 'unexported-variable',
  severity: 'error',
  subject: 'config',
  why:
    'The workers of nginx see only those variables of the environment that nginx.conf names. From 2.14.1 on the gateway names ' +
    'the variables of ${VAR} in Kubernetes discovery itself, the defaults among them; 2.13.x does not, and logs that it did ' +
    'not find the environment variable although the shell shows it.',
  mend: 'List the variables under nginx_config.envs, or use APISIX 2.14.1 or newer.',
  source: 'cli/ops.lua, 2.13.0 and 2.14.1; #6830, #6869',
  examples: {
    failing: { files: { 'config.yaml': DISCOVERY }, flags: ['--gateway-version', '2.13.3'] },
    passing: {
      files: {
        'config.yaml': `${DISCOVERY}nginx_config:
  envs:
    - KUBERNETES_SERVICE_HOST
    - KUBERNETES_SERVICE_PORT
`,
      },
      flags: ['--gateway-version', '2.13.3'],
    },
  },
  check: (judged) => {
    if (judged.release.atLeast('2.14.1')) return [];
    const exported = [...exportedVariables(judged).map(({ name }) => name), ...ALWAYS_EXPORTED];
    const missing = variableUses(judged).filter(({ variable }) => !exported.includes(variable));
    return byPlace(missing).map(({ position, variables }) => ({
      message: `Discovery cannot read ${variables}: nginx hands on only the variables that nginx_config.envs lists`,
      position,
      hint: `Add ${variables} to nginx_config.envs; APISIX 2.14.1 and newer need no list`,
    }));
  },
};
