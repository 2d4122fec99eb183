import { entryOf } from '../../apisix/located.ts';
import type { Located } from '../../apisix/located.ts';
import { upstreamsOf } from '../../apisix/routing/upstream-place.ts';
import { upstreamNamed, upstreamWith } from '../example-files.ts';
import { discoveredUpstreams } from '../discovered-upstreams.ts';
import type { FoundEntry } from '../object-problems.ts';
import { problemRule } from '../object-problems.ts';
import type { Complaint, Fix, JudgedObject, Rule } from '../rule.ts';
import { crdKeys } from './crd-keys.ts';
import { renamedKey } from './edits.ts';

/** How other formats spell the keys of discovery. */
const MEANT: ReadonlyMap<string, string> = new Map([
  ['serviceName', 'service_name'],
  ['discoveryType', 'discovery_type'],
  ['discoveryArgs', 'discovery_args'],
  ['namespaceId', 'namespace_id'],
  ['groupName', 'group_name'],
]);

const refused = problemRule(
  {
    id: 'W23',
    name: 'unknown-object-key',
    severity: 'error',
    why:
      'Up to 3.5 the gateway ignores keys that it does not know; from 3.6 on it refuses the object: "additional properties forbidden". ' +
      'In discovery_args every key passes in all releases, and nacos reads namespace_id and group_name alone.',
    mend: 'Rename the key, or remove it. The keys of the gateway have underscores, no capitals.',
    source: 'schema_def.lua and discovery/nacos/init.lua, 2.13.0 to 3.18.0',
    examples: {
      failing: {
        files: { 'apisix.yaml': upstreamWith('type: roundrobin', 'discovery_type: kubernetes', 'serviceName: default/cms:http') },
      },
      passing: { files: { 'apisix.yaml': upstreamNamed('default/cms:http') } },
    },
  },
  renamed,
);

export const unknownObjectKey: Rule = {
  ...refused,
  subject: 'object',
  check: (judged, facts) => [
    ...refused.check(judged, facts),
    ...ignoredKeys(judged),
    ...ignoredArguments(judged),
    ...crdKeys(judged),
  ],
};

/** What a release takes and does nothing with (schema_def.lua, up to 3.5.0). */
function ignoredKeys({ object, release }: JudgedObject): readonly Complaint[] {
  if (release.atLeast('3.6.0')) return [];
  return upstreamsOf(object).flatMap(({ value }) =>
    misspeltKeys(value, (key) => `An upstream has no ${key}: releases before 3.6 ignore it, and later ones refuse it`),
  );
}

/** What nacos does not read (discovery/nacos/init.lua, all releases). */
function ignoredArguments({ object }: JudgedObject): readonly Complaint[] {
  return discoveredUpstreams(object).flatMap(({ place, registry }) => {
    const args = entryOf(place.value, 'discovery_args')?.value;
    if (registry.value !== 'nacos' || args === undefined) return [];
    return misspeltKeys(args, (key) => `discovery_args.${key} is ignored: nacos reads namespace_id and group_name`);
  });
}

function misspeltKeys(owner: Located, messageOf: (key: string) => string): readonly Complaint[] {
  if (owner.kind !== 'table') return [];
  return owner.entries.flatMap((entry): readonly Complaint[] => {
    const key = String(entry.key);
    const name = MEANT.get(key);
    if (name === undefined) return [];
    const fix = renamed({ entry, siblings: owner.entries });
    const complaint = { message: messageOf(key), hint: `Write ${name}`, position: entry.keyPosition };
    return [{ ...complaint, severity: 'warning', ...(fix && { fix }) }];
  });
}

/** Only where the right key is absent, and where discovery does not take the place of nodes that are served today. */
function renamed({ entry, siblings }: FoundEntry): Fix | undefined {
  const name = MEANT.get(String(entry.key));
  if (name === undefined || siblings.some(({ key }) => key === name || key === 'nodes')) return undefined;
  const edit = renamedKey(entry, name);
  return edit && { description: `Rename ${entry.key} to ${name}`, edits: [edit] };
}
