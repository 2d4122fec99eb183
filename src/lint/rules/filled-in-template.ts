import { isPlaceholder } from '../../apisix/discovery-config/placeholder.ts';
import { isTemplate } from '../../apisix/located.ts';
import { clusterConfig } from '../example-files.ts';
import type { Complaint, Rule } from '../rule.ts';
import { refusedAs } from './problems.ts';
import { shortened } from './shortened.ts';
import { settingOf, textSetting, writtenClusters } from './written-clusters.ts';
import type { WrittenCluster } from './written-clusters.ts';

export const filledInTemplate: Rule = {
  id: 'C35',
  name: 'filled-in-template',
  severity: 'error',
  subject: 'config',
  check: (judged) => [
    ...refusedAs('C35', judged),
    ...writtenClusters(judged.verdict).flatMap((cluster) => [...withoutValue(cluster), ...placeholders(cluster)]),
  ],
  why:
    'A key without a value is null, and from 3.0.0 on null in a single cluster falls back to the default: the cluster that the ' +
    'gateway runs in and the token of its pod. A template that was not filled in thus works by surprise, or finds nothing. ' +
    'Words such as CHANGEME are taken for a name.',
  mend: 'Fill in the value, or remove the key where the default is meant.',
  source: 'cli/file.lua, merge_conf, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ service: ['host:', 'port: "6443"'] }) } },
    passing: { files: { 'config.yaml': clusterConfig() } },
  },
};

/** Settings whose default is the cluster around the gateway. */
const DEFAULTS: readonly { readonly path: readonly string[]; readonly fallback: string }[] = [
  { path: ['service'], fallback: 'the cluster that the gateway runs in' },
  { path: ['service', 'host'], fallback: '${KUBERNETES_SERVICE_HOST}' },
  { path: ['service', 'port'], fallback: '${KUBERNETES_SERVICE_PORT}' },
  { path: ['client'], fallback: 'the token of its pod' },
  { path: ['client', 'token'], fallback: 'the token of its pod' },
  { path: ['client', 'token_file'], fallback: 'the token of its pod' },
];

/** A list of clusters has no defaults: there null is refused. */
function withoutValue({ mode, path, table, config }: WrittenCluster): readonly Complaint[] {
  if (mode === 'multi') return [];
  const hasCredential = ['token', 'token_file'].some((key) => settingOf(table, ['client', key])?.value.kind === 'scalar');
  return DEFAULTS.flatMap(({ path: steps, fallback }): readonly Complaint[] => {
    const entry = settingOf(table, steps);
    if (entry === undefined || (steps.length === 2 && steps[0] === 'client' && hasCredential)) return [];
    // Where a template makes the release refuse the config, the refusal says so.
    const hasNone = entry.value.kind === 'null' || (config !== undefined && isTemplate(entry.value));
    if (!hasNone) return [];
    return [
      {
        message: `${[path, ...steps].join('.')} has no value, so the gateway takes ${fallback}`,
        hint: 'Fill it in, or remove the key where this is meant',
        position: entry.keyPosition,
        severity: 'warning',
      },
    ];
  });
}

/** Those that the check takes for a name or a path. */
function placeholders(cluster: WrittenCluster): readonly Complaint[] {
  if (cluster.config === undefined) return [];
  return [
    ['service', 'host'],
    ['client', 'token_file'],
  ].flatMap((steps): readonly Complaint[] => {
    const setting = textSetting(cluster, steps);
    if (setting === undefined || !(isPlaceholder(setting.text) || setting.text.startsWith('/path/to/'))) return [];
    return [
      {
        message: `${[cluster.path, ...steps].join('.')} is still ${shortened(setting.scalar.text)}`,
        hint: 'Fill in the real one',
        position: setting.scalar.position,
      },
    ];
  });
}
