import type { Rule } from '../rule.ts';
import { exampleConfig } from './example-token.ts';
import { placeKey } from '../place-key.ts';
import { asComplaint } from './problems.ts';
import { unsetPorts } from './single-brace-reference.ts';

export const unsetSubstitution: Rule = {
  id: 'E07',
  name: 'unset-substitution',
  severity: 'error',
  subject: 'config',
  why:
    '${{VAR}} is replaced while the file is read, anywhere in it. The gateway does not start where the variable is not set ' +
    'and no default is written: "can\'t find environment variable VAR". Where the environment is not known to be the gateway\'s ' +
    '(neither --env-file nor --check-env), this is a warning.',
  mend: 'Set the variable where the gateway starts, or write a default: ${{VAR:=default}}.',
  source: 'cli/file.lua, var_sub, 2.13.0',
  examples: {
    failing: { files: { 'config.yaml': exampleConfig('token: ${{K8S_TOKEN}}') }, flags: ['--check-env'] },
    passing: { files: { 'config.yaml': exampleConfig('token: ${{K8S_TOKEN:=abc}}') }, flags: ['--check-env'] },
  },
  check: ({ verdict }, { isGatewayEnv }) => {
    // With a default the port would be a number still (C06).
    const ports = new Set(unsetPorts(verdict).map(({ scalar }) => placeKey(scalar.position)));
    return verdict.refusals
      .filter(({ id }) => id === 'E07')
      .map((problem) => {
        const isPort = ports.has(placeKey(problem.position));
        const complaint = asComplaint(isPort ? { ...problem, hint: 'Set it where the gateway starts' } : problem);
        if (isGatewayEnv) return complaint;
        return {
          ...complaint,
          message: `${complaint.message}. That holds for this environment; give the gateway's with -E FILE.`,
          severity: 'warning',
        };
      });
  },
};
