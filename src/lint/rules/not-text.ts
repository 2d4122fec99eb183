import type { Rule } from '../rule.ts';

export const notText: Rule = {
  id: 'L03',
  name: 'not-text',
  severity: 'error',
  subject: 'linter',
  why:
    'The file cannot be linted: it is binary, not UTF-8, larger than 10 MiB, or may not be read. The gateway reads bytes, but ' +
    'what is no UTF-8 is no YAML for it either.',
  mend: 'Save the file as UTF-8 text, split it, or leave it out with exclude in .k8s-disco.yaml.',
  source: 'YAML 1.1, 5.1 Character Set',
  examples: {
    failing: { files: { 'config.yaml': 'discovery:\n  kubernetes: {}\u0000\n' } },
    passing: { files: { 'config.yaml': 'discovery:\n  kubernetes: {}\n' } },
  },
};
