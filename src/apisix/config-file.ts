import type { ConfigSource } from './config-verdict.ts';
import { configRules } from './discovery-config/config-rules.ts';
import type { Located, LocatedEntry } from './located.ts';
import type { Problem } from './problem.ts';
import type { Release } from './release.ts';
import { keyThatBreaksMerge, merged } from './yaml/merge.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { substitute } from './yaml/substitution.ts';
import type { Environment } from './yaml/substitution.ts';

/** A config.yaml as the gateway holds it, before its start-up check. */
export type ConfigFile =
  | {
      readonly ok: true;
      /** `${{VAR}}` replaced, nulls still there; undefined for an empty file. */
      readonly written: Located | undefined;
      /** What the check is given of it: nulls dropped. */
      readonly merged: Located | undefined;
      /** Keys that stand twice in their map. */
      readonly repeatedKeys: readonly Problem[];
    }
  /** `written` is undefined where the file is not well-formed. */
  | { readonly ok: false; readonly written: Located | undefined; readonly problems: readonly Problem[] };

/** Reads a config.yaml the way cli/file.lua does: YAML with the types of the release's library, `${{VAR}}`, the merge with the defaults. */
export function readConfigFile(
  source: ConfigSource,
  { release, env }: { readonly release: Release; readonly env: Environment },
): ConfigFile {
  if (source.kind === 'text' && isEmpty(source.text))
    return { ok: true, written: undefined, merged: undefined, repeatedKeys: [] };
  const rules = configRules(release);
  const file = source.kind === 'text' ? readYaml(source.text, rules.yaml) : { ...source, ok: true as const, repeatedKeys: [] };
  if (!file.ok) return { ok: false, written: undefined, problems: [file.problem] };
  const { root, repeatedKeys } = file;
  if (root === undefined) return { ok: true, written: undefined, merged: undefined, repeatedKeys };
  const { root: written, problems } = substitute(root, { env, keys: rules.keySubstitution });
  if (problems.length > 0) return { ok: false, written, problems };
  const breaking = keyThatBreaksMerge(written);
  if (breaking !== undefined) return { ok: false, written, problems: [breaksMerge(breaking)] };
  return { ok: true, written, merged: merged(written), repeatedKeys };
}

function breaksMerge({ keyPosition }: LocatedEntry): Problem {
  return {
    message: 'A map stands under a key that is neither text nor number, on which the gateway breaks as it reads the file',
    hint: 'Quote the key, or remove it',
    position: keyPosition,
    id: 'C36',
  };
}

/** Blanks and comments alone, which the gateway does not read as YAML (cli/file.lua, `is_empty_yaml_line`, 2.13.0): tabs do no harm there. */
function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^[ \t\v\f\r]*(?:#|$)/.test(line));
}
