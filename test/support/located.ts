import type { Located } from '../../src/apisix/located.ts';
import { readYaml } from '../../src/apisix/yaml/read-yaml.ts';
import { LYAML } from '../../src/apisix/yaml/yaml-dialect.ts';

/** The value of a text in YAML 1.1 or JSON, with positions. Throws a RangeError for anything else and for an empty text. */
export function located(text: string): Located {
  const file = readYaml(text, LYAML);
  if (!file.ok || file.root === undefined) throw new RangeError(`No YAML: ${text}`);
  return file.root;
}
