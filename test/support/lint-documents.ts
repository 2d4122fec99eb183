import { LYAML } from '../../src/apisix/yaml/yaml-dialect.ts';
import { readYaml } from '../../src/apisix/yaml/read-yaml.ts';
import type { LintDocument } from '../../src/lint/document.ts';

/** A config.yaml as lint reads it; `part` replaces what it says of itself. */
export function lintDocument(text: string, part: Partial<LintDocument> = {}): LintDocument {
  const yaml = readYaml(text, LYAML);
  return {
    file: { path: 'config.yaml', text, named: true },
    number: 1,
    kind: 'config',
    title: 'config.yaml of the gateway',
    config: { kind: 'text', text },
    objects: () => ({ objects: [], problems: [] }),
    root: yaml.ok ? yaml.root : undefined,
    malformed: undefined,
    inFile: (position) => position,
    indent: '',
    ...part,
  };
}
