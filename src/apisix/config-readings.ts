import { readConfigFile } from './config-file.ts';
import type { ConfigFile } from './config-file.ts';
import type { ConfigSource } from './config-verdict.ts';
import { configRules } from './discovery-config/config-rules.ts';
import type { ConfigRules } from './discovery-config/config-rules.ts';
import type { Release } from './release.ts';
import type { Environment } from './yaml/substitution.ts';

interface Reading {
  readonly env: Environment;
  readonly rules: ConfigRules;
  readonly file: ConfigFile;
}

const readings = new WeakMap<ConfigSource, Reading[]>();

/**
 * A config.yaml as {@link readConfigFile} reads it, once for all releases that read it alike: of more than thirty there are four ways,
 * and reading takes longer than judging.
 */
export function configAsRead(
  source: ConfigSource,
  { release, env }: { readonly release: Release; readonly env: Environment },
): ConfigFile {
  const rules = configRules(release);
  const before = readings.get(source) ?? [];
  readings.set(source, before);
  const alike = before.find((reading) => reading.env === env && readAlike(reading.rules, rules));
  if (alike !== undefined) return alike.file;
  const file = readConfigFile(source, { release, env });
  before.push({ env, rules, file });
  return file;
}

function readAlike(left: ConfigRules, right: ConfigRules): boolean {
  return left.yaml === right.yaml && left.keySubstitution === right.keySubstitution;
}
