import { isTemplate, tableKind } from '../located.ts';
import type { Located, LocatedScalar } from '../located.ts';
import { withoutCredentials } from '../without-credentials.ts';
import type { Placed, Violation } from './violations.ts';

/** `discovery.kubernetes[0].service.port`, with `root` the name of what was checked. */
export function pathText(root: string, path: Placed['path']): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`), root);
}

/** A value to follow "is". Of a secret only its type is told, and of text with variables what stands in the file. */
export function shown(value: Located, { isSecret }: { readonly isSecret: boolean }): string {
  if (value.kind === 'null') return 'null';
  if (isTemplate(value)) return 'a template that was not rendered';
  if (value.kind === 'table') return { empty: 'empty', list: 'a list', map: 'a map' }[tableKind(value)];
  const type = typeof value.value;
  if (isSecret) return type === 'string' ? 'other text' : `a ${type}`;
  if (typeof value.value !== 'string') return `the ${type} ${writtenAs(value)}`;
  return isSubstituted(value) ? replacedText(value, value.value) : quoted(value.value);
}

/** Whether `${{VAR}}` made the value what it is. */
export function isSubstituted({ text }: LocatedScalar): boolean {
  return text.includes('${{');
}

/** The keys that a `oneOf` of `required` wants one at a time, or an `anyOf` at least one of, and those of them that a map has. */
export function choiceOfKeys({ schema, value }: Violation): {
  readonly known: readonly string[];
  readonly present: readonly string[];
} {
  const known = (schema.oneOf ?? schema.anyOf ?? []).flatMap(({ required }) => required ?? []);
  const written = new Set(value.kind === 'table' ? value.entries.map(({ key }) => key) : []);
  return { known, present: known.filter((name) => written.has(name)) };
}

/** What came out of `${{VAR}}`, unless it may be a secret that was meant for another place. */
function replacedText({ text }: LocatedScalar, after: string): string {
  const isPublic = PUBLIC.test(after) && !/pass|secret|token|key|cred/i.test(text);
  return isPublic ? `${quoted(after)} (written ${text})` : `${quoted(text)} with its variables replaced`;
}

/** Hosts, ports, names and nothing at all; a token is longer, and a URL may hold a password. */
const PUBLIC = /^[\w.:-]{0,30}$/;

/** `false (written no)` where the file says something else. */
function writtenAs({ value, text }: LocatedScalar): string {
  return String(value) === text ? text : `${value} (written ${text})`;
}

function quoted(text: string): string {
  const safe = withoutCredentials(text);
  const short = safe.length > 80 ? `${safe.slice(0, 77)}...` : safe;
  // Backslashes of a Windows path are shown as they stand; only where others are escaped must they be, too.
  return /[\p{Cc}\p{Cs}"]/u.test(short) ? JSON.stringify(short) : `"${short}"`;
}
