import type { Located, LocatedScalar } from '../../apisix/located.ts';
import { documentLines } from '../document-lines.ts';
import { clusterConfig } from '../example-files.ts';
import type { JudgedConfig, Rule } from '../rule.ts';
import { withFix } from './edits.ts';
import { refusedAs } from './problems.ts';
import { settingsByPlace } from './written-clusters.ts';

export const portIsText: Rule = {
  id: 'C01',
  name: 'port-is-text',
  severity: 'error',
  subject: 'config',
  check: (judged) => {
    const portAt = settingsByPlace(judged.verdict, ['service', 'port']);
    return refusedAs('C01', judged).map((complaint) => {
      const port = portAt(complaint.position)?.entry.value;
      if (!isPlainPort(port) || hasTag(port, judged)) return complaint;
      const { position, end, text } = port;
      return withFix(complaint, judged, { description: 'Quote the port', edits: [{ position, end, text: `"${text}"` }] });
    });
  },
  why:
    'The schema asks for text. A port without quotes is a number in YAML, so every release refuses the config; ' +
    'from 3.0.0 on its only words are "object matches none of the required".',
  mend: 'Put the port between quotes.',
  source: 'discovery/kubernetes/schema.lua, 2.13.0 to 3.18.0',
  examples: {
    failing: { files: { 'config.yaml': clusterConfig({ service: ['host: 10.1.0.5', 'port: 6443'] }) } },
    passing: { files: { 'config.yaml': clusterConfig() } },
  },
};

/** `!!int 6443` is a number between quotes, too. */
function hasTag({ position }: LocatedScalar, { document }: JudgedConfig): boolean {
  const before = documentLines(document)(position.line)?.slice(0, position.column - 1) ?? '';
  return /(?:^|\s)!\S*\s+(?:&\S+\s+)?$/.test(before);
}

/** Digits that are the same port in every reading: no octal number, no `${{VAR}}`. */
function isPlainPort(port: Located | undefined): port is LocatedScalar {
  return (
    port?.kind === 'scalar' && /^[1-9]\d{0,4}$/.test(port.text) && Number(port.text) <= 65535 && port.value === Number(port.text)
  );
}
