import { readJson } from '../../apisix/json/read-json.ts';
import { entryOf, tableKind } from '../../apisix/located.ts';
import { LYAML } from '../../apisix/yaml/yaml-dialect.ts';
import { readYamlDocuments } from '../../apisix/yaml/read-yaml.ts';
import type { YamlRead } from '../../apisix/yaml/read-yaml.ts';
import { config, isConfigName } from './kinds/config.ts';
import { helmValues } from './kinds/helm-values.ts';
import { kubernetesBlock } from './kinds/kubernetes-block.ts';
import { malformed } from './kinds/malformed.ts';
import type { MalformedText } from './kinds/malformed.ts';
import { itemsOfList, manifest } from './kinds/manifest.ts';
import { adc, admin, adminState } from './kinds/put-objects.ts';
import { standalone } from './kinds/standalone.ts';
import { partOf } from './subject.ts';
import type { Part, Recognised, Subject } from './subject.ts';

/** A text that may be anything. */
export interface UnknownText {
  /** In lower case. */
  readonly name: string;
  readonly text: string;
  readonly named: boolean;
}

/** The first that recognises a document decides what it is: those before have features that those behind share. */
const KINDS: readonly ((subject: Subject) => Recognised | undefined)[] = [
  manifest,
  helmValues,
  adminState,
  adc,
  standalone,
  kubernetesBlock,
  config,
  admin,
];

/** The documents of a text, Lists taken apart; at least one. */
export function partsOf(unknown: UnknownText): readonly Part[] {
  const { format, reads } = readDocuments(unknown);
  let meant: MalformedText | undefined;
  // Once for a text, which may hold thousands of malformed documents.
  const whatWasMeant = (): MalformedText => (meant ??= malformed({ ...unknown, format }));
  const parts = reads.flatMap((read, index) => partsOfRead(read, { ...unknown, format, index, whatWasMeant }));
  const [first] = parts;
  if (first === undefined) return [empty(unknown)];
  // Of a config.yaml the gateway reads one document, and says of all whether they are well-formed.
  return first.config?.kind === 'text' ? parts.filter((part) => part === first || part.root !== undefined) : parts;
}

interface Reading extends UnknownText {
  readonly format: Subject['format'];
  readonly index: number;
  readonly whatWasMeant: () => MalformedText;
}

function readDocuments({ name, text }: UnknownText): { readonly format: Subject['format']; readonly reads: readonly YamlRead[] } {
  const isJsonName = name.endsWith('.json');
  if (isJsonName || /^\s*[{[]/.test(text)) {
    const read = readJson(text);
    if (isJsonName || read.ok) return { format: 'json', reads: [read] };
  }
  return { format: 'yaml', reads: readYamlDocuments(text, LYAML) };
}

function partsOfRead(read: YamlRead, { name, text, format, index, whatWasMeant }: Reading): readonly Part[] {
  const number = index + 1;
  if (!read.ok) {
    const { isTold, ...recognised } = whatWasMeant();
    return [partOf(recognised, { number, root: undefined, malformed: isTold ? read.problem : undefined })];
  }
  if (read.root === undefined || read.root.kind === 'null') return [];
  return itemsOfList(read.root).map((root) => {
    const subject: Subject = { name, text, format, root, isFirst: index === 0 };
    return partOf(recognise(subject), { number, root, malformed: undefined });
  });
}

function recognise(subject: Subject): Recognised {
  // Declarative configuration of Kong: it has services, routes and upstreams of its own.
  if (entryOf(subject.root, '_format_version') !== undefined) return { kind: 'other', title: 'configuration of Kong' };
  for (const kind of KINDS) {
    const recognised = kind(subject);
    if (recognised !== undefined) return recognised;
  }
  return { kind: 'other', title: `${describe(subject)} without anything of the gateway` };
}

function describe({ format, root }: Subject): string {
  const name = format.toUpperCase();
  if (root.kind !== 'table') return `text, no ${name} map,`;
  return tableKind(root) === 'list' ? `${name} list` : name;
}

/** The gateway takes an empty config.yaml, and then has no discovery. */
function empty({ name, text }: UnknownText): Part {
  const source = { kind: 'text', text } as const;
  const recognised: Recognised = isConfigName(name)
    ? { kind: 'config', title: 'empty config.yaml', config: source }
    : { kind: 'other', title: 'empty' };
  return partOf(recognised, { number: 1, root: undefined, malformed: undefined });
}
