import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Document, isCollection, isScalar, parse, Scalar, visit } from 'yaml';
import { parseDiscoveryConfig } from '../../../src/apisix/discovery-config/parse.ts';
import { releaseOf } from '../../../src/apisix/release.ts';
import { readsAsText } from '../../../src/provision/gateway-config/block-text.ts';
import type { GatewayEntry } from '../../../src/provision/gateway-config/entry.ts';
import { mergeGatewayConfig } from '../../../src/provision/gateway-config/merge.ts';

/** Not such as `no`, which gateways read as a boolean where it stands without quotes. */
const word = fc.stringMatching(/^[a-z]{1,8}$/).filter(readsAsText);

/** Settings of a cluster that a merge has no business with. */
const kept = fc.record(
  {
    namespace_selector: fc.record({ match: fc.array(word, { minLength: 1, maxLength: 3 }) }),
    label_selector: fc.constant('app=shop,tier!=cache'),
    default_weight: fc.nat(100),
    shared_size: fc.constant('8m'),
  },
  { requiredKeys: [] },
);

const service = fc.record(
  {
    host: word,
    port: fc.integer({ min: 1, max: 65_535 }).map(String),
    schema: fc.constantFrom('http', 'https'),
    ssl_verify: fc.boolean(),
  },
  { requiredKeys: ['host', 'port'] },
);
const client = fc.oneof(fc.record({ token: word }), fc.record({ token_file: word.map((name) => `/${name}`) }));

const cluster = fc
  .tuple(fc.record({ service, client, watch_endpoint_slices: fc.boolean() }, { requiredKeys: ['client'] }), kept, fc.boolean())
  .map(([own, others, isFirst]) => (isFirst ? { ...own, ...others } : { ...others, ...own }));

const entryWithout: fc.Arbitrary<GatewayEntry> = fc
  .tuple(
    fc.record({ schema: fc.constantFrom('http', 'https'), host: word, port: fc.integer({ min: 1, max: 65_535 }).map(String) }),
    client,
    fc.boolean(),
  )
  .map(([wanted, credential, slices]) => ({
    service: wanted,
    client: credential,
    ...(slices ? { watch_endpoint_slices: true as const } : {}),
  }));

const around = fc.record(
  {
    apisix: fc.record({ node_listen: fc.nat(65_535) }),
    plugins: fc.array(word),
    nginx_config: fc.record({ error_log_level: word }),
  },
  { requiredKeys: [] },
);
const dns = fc.option(fc.record({ dns: fc.record({ servers: fc.array(word, { minLength: 1 }) }) }), { nil: {} });

/** How a file is written: for each node in turn whether in braces, in which quotes, with a comment behind it. */
const style = fc.record({
  indent: fc.constantFrom(2, 4),
  indentSeq: fc.boolean(),
  nodes: fc.array(fc.record({ isFlow: fc.nat(5), quotes: fc.nat(2), isCommented: fc.nat(3) }), { minLength: 40, maxLength: 40 }),
});
type Style = typeof style extends fc.Arbitrary<infer Value> ? Value : never;

const QUOTES = [Scalar.PLAIN, Scalar.QUOTE_DOUBLE, Scalar.QUOTE_SINGLE] as const;

function write(value: object, { indent, indentSeq, nodes }: Style): string {
  const document = new Document(value);
  let [count, comments] = [0, 0];
  visit(document, {
    Node: (key, node, path) => {
      const wish = nodes[count++ % nodes.length];
      if (key === 'key' || wish === undefined) return;
      const { isFlow, quotes, isCommented } = wish;
      if (isCollection(node) && path.length > 2 && isFlow === 0) node.flow = true;
      const isInBraces = path.some((parent) => isCollection(parent) && parent.flow === true);
      if (!isScalar(node)) return;
      if (typeof node.value === 'string') node.type = QUOTES[quotes] ?? Scalar.PLAIN;
      if (isCommented === 0 && !isInBraces) node.comment = ` comment ${comments++}`;
    },
  });
  return document.toString({ indent, indentSeq, lineWidth: 0, flowCollectionPadding: indentSeq });
}

const commentsOf = (text: string) => text.match(/#.*/g) ?? [];
const merge = (text: string, entries: readonly GatewayEntry[]) =>
  mergeGatewayConfig(text, entries, { path: 'config.yaml', force: true, keepsAddress: false, tokenCommand: () => '' }).text;

/** What a cluster comes to: the rest stays, the one credential goes when the other comes. */
function expected(before: Readonly<Record<string, unknown>>, entry: GatewayEntry): object {
  const { service: beforeService, client: _, watch_endpoint_slices: slices, ...others } = before;
  return {
    ...others,
    ...(entry.id === undefined ? {} : { id: entry.id }),
    service: { ...(typeof beforeService === 'object' ? beforeService : {}), ...entry.service },
    client: entry.client,
    ...(slices === undefined && entry.watch_endpoint_slices === undefined
      ? {}
      : { watch_endpoint_slices: entry.watch_endpoint_slices === true }),
  };
}

function withSchema(config: unknown): unknown {
  return JSON.parse(JSON.stringify(config), (key, value: unknown) =>
    key === 'service' && typeof value === 'object' ? { schema: 'https', ...value } : value,
  );
}

function check(
  config: object,
  { entries, style: how, after }: { entries: readonly GatewayEntry[]; style: Style; after: object },
): void {
  const text = write(config, how);
  const merged = merge(text, entries);
  expect(withSchema(parse(merged))).toEqual(withSchema(after));
  expect(commentsOf(merged).toSorted()).toEqual(commentsOf(text).toSorted());
  expect(merge(merged, entries)).toBe(merged);
  const read = parseDiscoveryConfig(merged, { release: releaseOf('3.18.0'), env: () => undefined });
  expect(read.ok).toBe(true);
}

it('one cluster is merged into any config as it was meant, and nothing else of it changes', () => {
  fc.assert(
    fc.property(around, dns, cluster, entryWithout, style, (others, registries, before, entry, how) => {
      const config = (kubernetes: object) => ({ ...others, discovery: { ...registries, kubernetes } });
      check(config(before), { entries: [entry], style: how, after: config(expected(before, entry)) });
    }),
  );
});

it('clusters of a list are merged into any config by their ids, and nothing else of it changes', () => {
  const ids = fc.uniqueArray(word, { minLength: 2, maxLength: 4 });
  const several = fc.array(fc.tuple(cluster, entryWithout), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(around, ids, several, style, fc.nat(3), (others, names, pairs, how, count) => {
      const clusters = names.map((id, index) => {
        const [before, entry] = pairs[index] ?? [{}, undefined];
        return { id, before: { id, ...before }, entry: entry === undefined ? [] : [{ id, ...entry }] };
      });
      // Some of the clusters are in the config, some are wanted, one at least is both.
      const present = clusters.slice(0, count + 1);
      const wanted = clusters.slice(Math.min(count, clusters.length - 1));
      const config = (kubernetes: readonly object[]) => ({ ...others, discovery: { kubernetes } });
      const after = clusters.map((one) => {
        const [entry] = wanted.includes(one) ? one.entry : [];
        if (entry === undefined) return one.before;
        return present.includes(one) ? expected(one.before, entry) : entry;
      });
      check(config(present.map(({ before }) => ({ service: { host: 'h', port: '1' }, ...before }))), {
        entries: wanted.flatMap(({ entry }) => entry),
        style: how,
        after: config(after.map((one) => ({ service: { host: 'h', port: '1' }, ...one }))),
      });
    }),
  );
});
