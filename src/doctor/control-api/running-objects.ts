import { listOf } from '../../apisix/read-dump.ts';
import { KubeError } from '../../kube/kube-error.ts';
import { ask, describeAnswer, jsonOf } from './ask.ts';
import type { ControlApi } from './control-api.ts';

const KINDS = ['routes', 'services', 'upstreams'] as const;

/** As in the paths of the control API. */
export type RunningKind = (typeof KINDS)[number];

/** A table of JSON. */
export type Table = Readonly<Record<string, unknown>>;

/** A route, service or upstream that a gateway runs with, as its control API shows it. */
export interface RunningObject {
  readonly kind: RunningKind;
  /** As text; empty where it has none. */
  readonly id: string;
  /** Where the gateway has it from, `/apisix/routes/1` or `/routes/1`: health checkers are named after it. */
  readonly key: string;
  readonly value: Table;
  /** The upstream that it is, or that it holds itself; undefined where it has none. */
  readonly upstream: Table | undefined;
}

/** What a gateway runs with. Its discovered upstreams have nodes, too: those of their last request. Rejects with a KubeError where it does not say. */
export async function readRunningObjects(api: ControlApi): Promise<readonly RunningObject[]> {
  const objects = await Promise.all(KINDS.map((kind) => readKind(api, kind)));
  return objects.flat();
}

async function readKind(api: ControlApi, kind: RunningKind): Promise<readonly RunningObject[]> {
  const path = `/v1/${kind}`;
  const answer = await ask(api, path);
  // Before anything was read of etcd there are no upstreams to list, and no list of none either.
  if (answer.status === 200 && answer.text.trim() === '') return [];
  const document = answer.status === 200 ? jsonOf(answer) : undefined;
  if (typeof document !== 'object' || document === null) {
    const server = api.url.origin;
    throw new KubeError(`${server} answers ${describeAnswer(answer)} to ${path}`, { kind: 'protocol', server });
  }
  return listOf(document).flatMap((item) => (isTable(item) ? objectOf(kind, item) : []));
}

function objectOf(kind: RunningKind, { key, value }: Table): readonly RunningObject[] {
  if (!isTable(value)) return [];
  const { id, upstream } = value;
  const own = kind === 'upstreams' ? value : isTable(upstream) ? upstream : undefined;
  return [{ kind, id: textOf(id), key: textOf(key), value, upstream: own }];
}

/** `route "1"`. */
export function nameOf({ kind, id }: RunningObject): string {
  return `${kind.slice(0, -1)} ${JSON.stringify(id)}`;
}

/** What may be a text or a number in JSON as text; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether JSON is an object. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
