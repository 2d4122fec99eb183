import type { Complaint, JudgedConfig, Rule } from '../rule.ts';
import { exportedVariables } from './exported-variables.ts';
import { variableUses } from './variables.ts';
import type { VariableUse } from './variables.ts';

const config = (variable: string) => `discovery:
  kubernetes:
    service:
      host: api.example.com
      port: "6443"
    client:
      token_file: \${${variable}}
nginx_config:
  envs:
    - K8S_TOKEN=unused
    - ${variable}=/etc/apisix/token
`;

export const variablePrefix: Rule = {
  id: 'E03',
  name: 'variable-prefix',
  severity: 'warning',
  subject: 'config',
  why:
    'Until the first request, OpenResty looks a variable up among the directives env NAME=VALUE of nginx.conf by the ' +
    'beginning of its name: K8S_TOKEN_FILE gets the value of K8S_TOKEN where that comes first, and the token is taken for the ' +
    'path of its file. Such directives come from nginx_config.envs, and before 3.11.0 from ${{VAR}} too. From 3.18.0 on the ' +
    'gateway compares the whole name.',
  mend: 'Rename one of the two, list the longer name first, or use APISIX 3.18.0 or newer.',
  source: 'core/env.lua, 3.18.0; #13055, #13595, #11545',
  examples: {
    failing: { files: { 'config.yaml': config('K8S_TOKEN_FILE') }, flags: ['--gateway-version', '3.17.0'] },
    passing: { files: { 'config.yaml': config('PATH_OF_TOKEN') }, flags: ['--gateway-version', '3.17.0'] },
  },
  check: (judged) => (judged.release.atLeast('3.18.0') ? [] : [...shadowed(judged), ...neighbours(judged)]),
};

/** Variables whose value another directive takes. */
function shadowed(judged: JudgedConfig): readonly Complaint[] {
  const valued = exportedVariables(judged).filter(({ hasValue }) => hasValue);
  return variableUses(judged).flatMap(({ variable, position }): readonly Complaint[] => {
    // The first directive whose name begins the one asked for wins, be it the right one.
    const found = valued.find(({ name }) => variable.startsWith(name))?.name;
    if (found === undefined || found === variable) return [];
    return [
      {
        message: `${variable} may get the value of ${found}: nginx.conf sets ${found}, and its name begins the other`,
        position,
        hint: `Rename one of them, or list ${variable} before ${found} in nginx_config.envs`,
      },
    ];
  });
}

/** Two references that are mixed up as soon as nginx.conf gives the shorter one a value. */
function neighbours(judged: JudgedConfig): readonly Complaint[] {
  const uses = variableUses(judged);
  const valued = new Set(exportedVariables(judged).flatMap(({ name, hasValue }) => (hasValue ? [name] : [])));
  return uses.flatMap(({ variable, position }): readonly Complaint[] => {
    const shorter = uses.find((other) => isBeginningOf(other, variable))?.variable;
    if (shorter === undefined || valued.has(shorter)) return [];
    return [
      {
        message: `The name ${shorter} begins the name ${variable}: where nginx.conf has env ${shorter}=…, the gateway mixes them up`,
        position,
        hint: 'Rename one of them',
        severity: 'info',
      },
    ];
  });
}

function isBeginningOf({ variable }: VariableUse, other: string): boolean {
  return variable !== other && other.startsWith(variable);
}
