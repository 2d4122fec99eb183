import type { LocatedEntry, LocatedTable } from '../../apisix/located.ts';
import { entryOf } from '../../apisix/located.ts';
import { clusterConfig } from '../example-files.ts';
import type { Complaint, Edit, JudgedConfig, Rule } from '../rule.ts';
import { isQuoted, replacedText, withFix } from './edits.ts';
import { refusedAs } from './problems.ts';
import { settingsByPlace } from './written-clusters.ts';
import type { PlacedSetting } from './written-clusters.ts';

export const hostAlone: Rule = {
  id: 'C02',
  name: 'host-alone',
  severity: 'error',
  subject: 'config',
  check: (judged) => {
    const hostAt = settingsByPlace(judged.verdict, ['service', 'host']);
    return refusedAs('C02', judged).map((complaint) => split(complaint, hostAt(complaint.position), judged));
  },
  why:
    'The service.host is a name or an address alone. With https://, a port or a path in it every release refuses the config. ' +
    'The schema, the host and the port are three settings, and a path is not supported at all.',
  mend: 'Write service.schema, service.host and service.port each by itself.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ service: ['host: https://k8s.example.com:6443'] }) } },
    passing: {
      files: { 'config.yaml': clusterConfig({ service: ['schema: https', 'host: k8s.example.com', 'port: "6443"'] }) },
    },
  },
};

/** A URL without path or user; its host as the schema takes it. */
const URL_OF_SERVER = /^(https?):\/\/([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?):([1-9]\d{0,4})\/?$/;

/** Where the host is a whole URL, and neither schema nor port is written, they can be told apart without doubt. */
function split(complaint: Complaint, setting: PlacedSetting | undefined, judged: JudgedConfig): Complaint {
  const service = entryOf(setting?.cluster.table, 'service')?.value;
  if (setting?.entry.value.kind !== 'scalar' || service?.kind !== 'table') return complaint;
  if (entryOf(service, 'schema') !== undefined || entryOf(service, 'port') !== undefined) return complaint;
  const host = setting.entry.value;
  const [, schema, name, port] = URL_OF_SERVER.exec(host.text) ?? [];
  if (schema === undefined || name === undefined || port === undefined) return complaint;
  return withFix(complaint, judged, {
    description: 'Split the host into schema, host and port',
    edits: [keysBefore(setting.entry, service, { schema, port }), replacedText(host, name)],
  });
}

/** Puts schema and port in front of the host, in the style of the map. */
function keysBefore(
  entry: LocatedEntry,
  service: LocatedTable,
  { schema, port }: { readonly schema: string; readonly port: string },
): Edit {
  const { keyPosition, keyEnd } = entry;
  // Only a map in braces starts before its first key.
  const [first = entry] = service.entries;
  const isBlock = first.keyPosition.line === service.position.line && first.keyPosition.column === service.position.column;
  const separator = isBlock ? `\n${' '.repeat(keyPosition.column - 1)}` : ', ';
  const text = isQuoted({ position: keyPosition, end: keyEnd }, 'host')
    ? `"schema": "${schema}"${separator}"port": "${port}"${separator}`
    : `schema: ${schema}${separator}port: "${port}"${separator}`;
  return { position: keyPosition, end: keyPosition, text };
}
