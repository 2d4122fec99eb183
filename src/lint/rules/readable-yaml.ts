import { refusalRule } from './problems.ts';

export const readableYaml = refusalRule({
  id: 'C34',
  name: 'readable-yaml',
  severity: 'error',
  why:
    'The gateway cannot read the file and does not start. Tabs, commas after values as in JSON, a token that was masked with ***** ' +
    '(which reads as an alias) and an unclosed quote or bracket are the usual causes. From 3.10.0 on it reads YAML 1.1 with libyaml, ' +
    'before with a smaller library.',
  mend: 'Mend the text at the place that is named.',
  source: 'cli/file.lua, 3.10.0; YAML 1.1',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    client:\n      token: *****\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes:\n    client:\n      token_file: /etc/apisix/token\n' } },
  },
});
