import { RELEASES } from './release.ts';

/**
 * What tells the releases apart in `main` of the control API's `/v1/schema`, newest first: since when, and a place in it that is there from
 * then on (`apisix/schema_def.lua` at every tag). No other answer of the control API names the release, unless the plugin server-info
 * is on; its Server header is nginx's own.
 */
const MARKS: readonly (readonly [since: string, isThere: (main: unknown) => boolean])[] = [
  ['3.18.0', (main) => at(main, 'upstream.properties.checks.properties.active.properties.http_method') !== undefined],
  ['3.17.0', (main) => at(main, 'consumer.properties.id') !== undefined],
  ['3.15.0', (main) => at(main, 'route.properties.name.maxLength') === 256],
  ['3.14.0', (main) => hasStreamNames(main) && at(main, 'upstream.properties.checks.additionalProperties') === undefined],
  ['3.13.0', (main) => hasStreamNames(main)],
  ['3.10.0', (main) => at(main, 'stream_route.properties.server_port.maximum') !== undefined],
  ['3.8.0', (main) => at(main, 'stream_route.properties.labels') !== undefined],
  ['3.4.0', (main) => at(main, 'ssl.properties.client.properties.skip_mtls_uri_regex') !== undefined],
  ['3.1.0', (main) => at(main, 'upstream.properties.type.default') !== undefined],
  ['3.0.0', (main) => at(main, 'consumer_group') !== undefined],
  ['2.15.0', (main) => at(main, 'ssl.properties.type') !== undefined],
  ['2.14.1', (main) => at(main, 'stream_route.properties.protocol') !== undefined],
  ['2.13.0', (main) => at(main, 'route.properties.plugin_config_id') !== undefined],
];

/** The known releases that have such a schema, oldest first; none where it is no schema of a gateway from 2.13.0 on. */
export function releasesOfSchema(main: unknown): readonly string[] {
  const found = MARKS.findIndex(([, isThere]) => isThere(main));
  const [mark, newer] = [MARKS[found], MARKS[found - 1]];
  if (mark === undefined) return [];
  const known: readonly string[] = RELEASES;
  return known.slice(known.indexOf(mark[0]), newer === undefined ? undefined : known.indexOf(newer[0]));
}

function hasStreamNames(main: unknown): boolean {
  return at(main, 'stream_route.properties.name') !== undefined;
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>(
    // A list has no keys that are asked for here.
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[key] : undefined),
    value,
  );
}
