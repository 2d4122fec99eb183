/** `service_name` of an upstream, split as the gateway splits it. */
export interface ServiceName {
  /** The cluster's id; only in multi-cluster mode. */
  readonly id: string | undefined;
  /** The key of the shared dict: `namespace/name` where the name was well written, but anything the pattern lets through. */
  readonly key: string;
  /** The port's name, or the number of a port without one. */
  readonly port: string;
}

export type DiscoveryMode = 'single' | 'multi';

/** What to write, in the words of the gateway's documentation. */
export const SERVICE_NAME_FORM = { single: 'namespace/name:portName', multi: 'id/namespace/name:portName' } as const;

/** PCRE's `.` is anything but a line feed, and its `$` also matches before a final one (init.lua `single_mode_nodes`, all releases). */
const SINGLE = /^([^\n]*):([^\n]*)\n?$/;
const MULTI = /^([^\n]*)\/([^\n]*\/[^\n]*):([^\n]*)\n?$/;

/**
 * Splits a service_name with the gateway's own patterns, `^(.*):(.*)$` and `^(.*)/(.*\/.*):(.*)$`: greedy, nothing trimmed, so the
 * last colon ends the port and in multi mode the last two slashes end the id. Undefined where the gateway logs
 * `get unexpected upstream service_name`.
 */
export function parseServiceName(text: string, mode: DiscoveryMode): ServiceName | undefined {
  if (mode === 'single') {
    const match = SINGLE.exec(text);
    return match === null ? undefined : { id: undefined, key: match[1] ?? '', port: match[2] ?? '' };
  }
  const match = MULTI.exec(text);
  return match === null ? undefined : { id: match[1] ?? '', key: match[2] ?? '', port: match[3] ?? '' };
}

/** The text that {@link parseServiceName} splits into these parts. */
export function formatServiceName({ id, key, port }: ServiceName): string {
  return `${id === undefined ? '' : `${id}/`}${key}:${port}`;
}
