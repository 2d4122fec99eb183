import { stripVTControlCharacters } from 'node:util';

/** A line of a log, without what loggers have put before it. */
export interface LogLine {
  readonly text: string;
  /**
   * When it was written: `2026-11-21T10:01:12Z`, or without the Z by the clock of the gateway, whose zone nginx does not write. Undefined
   * where the line has no date.
   */
  readonly time: string | undefined;
  /** Who wrote it: nginx's error log, a program that logs as Kubernetes does (klog), or whoever. */
  readonly origin: 'nginx' | 'klog' | 'other';
  /** The Go file of a line of klog. */
  readonly file: string | undefined;
}

const ISO = String.raw`(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:[.,]\d+)?(Z|[+-]\d\d:?\d\d)`;

/** Prefixes with a time that says its zone: of container runtimes (CRI), `kubectl logs --timestamps` and journald. */
const TIMED = new RegExp(`^(?:<\\d+>)?${ISO}\\s+(?:(?:stdout|stderr) [FP] )?`);

/** Prefixes that tell nothing: of syslog, docker compose, `kubectl logs --prefix`, and a host and program behind a time. */
const PLAIN: readonly RegExp[] = [
  /^(?:<\d+>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S+ [\w./-]+(?:\[\d+\])?: /,
  /^\[(?:pod|container)\/[^\]\s]+\] /,
  /^[\w.-]+ +\| /,
  /^[\w.-]+ [\w./-]+\[\d+\]: /,
];

/** nginx's own time; the level follows. */
const NGINX = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d) (?=\[\w+\])/;

/** `E1121 10:01:12.345678       1 memcache.go:265] `. */
const KLOG = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ ([\w./-]+):\d+\] /;

/** Prefixes of prefixes of prefixes: docker's JSON around journald around nginx. */
const DEEPEST = 6;

/** Takes the prefixes off a line. */
export function readLogLine(line: string): LogLine {
  let text = line.includes('\u001b') ? stripVTControlCharacters(line) : line;
  let zoned: string | undefined;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const wrapped = text.startsWith('{') ? unwrapped(text) : undefined;
    if (wrapped !== undefined) {
      text = wrapped;
      continue;
    }
    const nginx = NGINX.exec(text);
    if (nginx !== null) {
      const [prefix, year, month, day, time] = nginx;
      return {
        text: text.slice(prefix.length),
        time: zoned ?? `${year}-${month}-${day}T${time}`,
        origin: 'nginx',
        file: undefined,
      };
    }
    const klog = KLOG.exec(text);
    if (klog !== null) return { text: text.slice(klog[0].length), time: zoned, origin: 'klog', file: klog[1] };
    const timed = TIMED.exec(text);
    const prefix = timed ?? PLAIN.map((one) => one.exec(text)).find((one) => one !== null);
    if (prefix === undefined) break;
    if (timed !== null) zoned ??= utc(`${timed[1]}${timed[2]}`);
    text = text.slice(prefix[0].length);
  }
  return { text, time: zoned, origin: 'other', file: undefined };
}

/** The line that a logger has put into JSON: docker under `log`, others under `message` or `msg`. Undefined for other JSON. */
function unwrapped(text: string): string | undefined {
  if (!text.endsWith('}') || text.includes('"Status"')) return undefined;
  const [, string] = /"(?:log|message|msg)":\s*("(?:[^"\\]|\\.)*")/.exec(text) ?? [];
  if (string === undefined) return undefined;
  try {
    const inner: unknown = JSON.parse(string);
    const [, time] = /"time":\s*"([^"]*)"/.exec(text) ?? [];
    if (typeof inner !== 'string') return undefined;
    const line = inner.replace(/\r?\n$/, '');
    return time === undefined || !TIMED.test(`${time} `) ? line : `${time} ${line}`;
  } catch {
    return undefined;
  }
}

function utc(time: string): string | undefined {
  const moment = Date.parse(time.replace(' ', 'T').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isNaN(moment) ? undefined : `${new Date(moment).toISOString().slice(0, 19)}Z`;
}
