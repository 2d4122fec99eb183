import { splitLogMessage } from '../apisix/log-lines/log-message.ts';
import { readLogMessage } from '../apisix/log-lines/read-log-message.ts';
import { writtenBy } from '../apisix/log-lines/written-by.ts';
import type { Entry } from './input/entries.ts';
import { statusIn } from './status-in.ts';
import type { Symptom } from './symptom.ts';

/** What an entry says. */
export interface ReadSymptom {
  readonly symptom: Symptom;
  /** Releases of the gateway that log it from this very line; undefined where nothing tells. */
  readonly releases: readonly string[] | undefined;
}

/** Files of Go whose lines are kubectl's own, or an API server's about tokens. What others are refused is no matter of the gateway. */
const KLOG_FILES = new Set(['memcache.go', 'helpers.go', 'authentication.go', 'query.go', 'round_trippers.go']);

/** What an entry says that this program understands; undefined for all others. */
export function readSymptom({ text, origin, file }: Pick<Entry, 'text' | 'origin' | 'file'>): ReadSymptom | undefined {
  if (file !== undefined && !KLOG_FILES.has(file)) return undefined;
  if (origin !== 'klog') {
    const message = splitLogMessage(text);
    const symptom = readLogMessage(message);
    if (symptom !== undefined) return { symptom, releases: writtenBy(symptom, message.place) };
  }
  const symptom =
    origin === 'nginx' ? undefined : (statusIn(text) ?? dialIn(text) ?? kindIn(text) ?? tokenIn(text) ?? checkIn(text));
  return symptom === undefined ? undefined : { symptom, releases: undefined };
}

function dialIn(text: string): Symptom | undefined {
  const [, code, said] = /^(?:.*\n)*?\s*curl: \((\d+)\) (.*)/.exec(text) ?? [];
  if (said !== undefined) return { kind: 'dial-failed', program: 'curl', target: targetIn(said), message: `(${code}) ${said}` };
  const [, reason] =
    /^(?:"Unhandled Error" err=")?(?:Unable to connect to the server: |couldn't get current server API group list: )(.*?)"?$/m.exec(
      text,
    ) ?? [];
  if (reason !== undefined) {
    // Within err="…" quotes are escaped.
    const message = reason.replaceAll('\\"', '"');
    return { kind: 'dial-failed', program: 'kubectl', target: targetIn(message), message };
  }
  const [whole, target] = /^The connection to the server (\S+) was refused/.exec(text) ?? [];
  if (whole !== undefined) return { kind: 'dial-failed', program: 'kubectl', target, message: whole };
  const [alone] = /^(?:tls: failed to verify certificate: )?x509: \S.*/.exec(text) ?? [];
  return alone === undefined ? undefined : { kind: 'dial-failed', program: undefined, target: undefined, message: alone };
}

/** The host that the words name, with its port where they say it. */
function targetIn(words: string): string | undefined {
  const [, host] =
    /(?:dial tcp:? (?:lookup )?|resolve host: |connect to |https?:\/\/)(\[[\da-f:]+\](?::\d+)?|[\w.-]+(?::\d+)?)/i.exec(words) ??
    [];
  return host;
}

function kindIn(text: string): Symptom | undefined {
  const [, name = '', version = ''] = /no matches for kind "(\w+)" in version "([^"]+)"/.exec(text) ?? [];
  return name === '' ? undefined : { kind: 'kind-missing', name, version };
}

/** All that the check of the gateway's config says of most mistakes, without the words before it. */
function checkIn(text: string): Symptom | undefined {
  const message = 'object matches none of the required';
  return text.trim() === message ? { kind: 'config-refused', registry: 'kubernetes', path: [], message } : undefined;
}

/** In JSON, in YAML, where a long one is folded and quotes are doubled, in a log, or alone. */
const REFUSED_TOKEN = [
  /(\[invalid bearer token,[^]{0,2000}?\])(?:['"]|\s*$)/m,
  /(?:error"?:\s{0,4}|err=)['"]?(invalid bearer token)['"]?(?:,|\s*$)/m,
  /^(\[?invalid bearer token\b.*)/,
];

function tokenIn(text: string): Symptom | undefined {
  const words = REFUSED_TOKEN.map((refused) => refused.exec(text)?.[1]).find((found) => found !== undefined);
  return words === undefined
    ? undefined
    : { kind: 'token-refused', words: words.replaceAll("''", "'").replaceAll(/\s+/g, ' ').trim() };
}
