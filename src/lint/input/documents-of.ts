import { entryOf } from '../../apisix/located.ts';
import { LYAML } from '../../apisix/yaml/yaml-dialect.ts';
import { readYaml } from '../../apisix/yaml/read-yaml.ts';
import type { LintDocument, LintFile } from '../document.ts';

/** What there is to judge in a file, recognised by what it holds: at least one document, of kind `other` where lint knows nothing in it. */
export function documentsOf(file: LintFile): readonly LintDocument[] {
  const yaml = readYaml(file.text, LYAML);
  const root = yaml.ok ? yaml.root : undefined;
  const isConfig = entryOf(root, 'discovery') !== undefined;
  return [
    {
      file,
      number: 1,
      kind: isConfig ? 'config' : 'other',
      title: isConfig ? 'config.yaml of the gateway' : 'nothing of discovery',
      config: isConfig ? { kind: 'text', text: file.text } : undefined,
      objects: () => ({ objects: [], problems: [] }),
      root,
      malformed: undefined,
      inFile: (position) => position,
      indent: '',
    },
  ];
}
