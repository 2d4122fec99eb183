import type { LocatedScalar } from './located.ts';
import type { Problem } from './problem.ts';
import type { Violation } from './validate.ts';

type Mend = Pick<Problem, 'hint' | 'id'>;

/** How to mend a value that breaks its rule, and its row in the catalogue. Empty where the rule says it all. */
export function mend({ path, value }: Violation): Mend {
  const property = path.findLast((step) => typeof step === 'string') ?? '';
  const mendProperty = MENDS[property];
  if (mendProperty === undefined) return {};
  return value.kind === 'scalar' ? mendProperty(value) : (MENDS_OF_TABLES[property] ?? {});
}

const MENDS: Readonly<Record<string, (value: LocatedScalar) => Mend>> = {
  service: () => ({ hint: 'Write a map: service: {schema: https, host: …, port: "6443"}', id: 'C02' }),
  host: ({ value }) => mendHost(String(value)),
  port: mendPort,
  id: (value) =>
    mendNumber(value, 'C06') ?? { hint: 'Use lower-case letters and digits only, quoted if it is all digits', id: 'C08' },
  token: mendToken,
  token_file: () => ({
    hint: 'Write the path of a file, such as /var/run/secrets/kubernetes.io/serviceaccount/token',
    id: 'C12',
  }),
  shared_size: () => ({ hint: 'Write a number of megabytes with a small m: 64m', id: 'C13' }),
  namespace_selector: () => ({ hint: 'Write a map: namespace_selector: {equal: default}', id: 'C14' }),
  equal: mendNamespace,
  not_equal: mendNamespace,
  match: mendPatterns,
  not_match: mendPatterns,
  schema: ({ value }) => (/^https?$/i.test(String(value)) ? { hint: `Write schema: ${String(value).toLowerCase()}` } : {}),
  default_weight: ({ value }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? { hint: `Remove the quotes: default_weight: ${value}` } : {},
  label_selector: ({ text }) => ({ hint: `Quote it: label_selector: "${text}"` }),
};

const MENDS_OF_TABLES: Readonly<Record<string, Mend>> = {
  label_selector: { hint: 'Write it as text: label_selector: "app=web,tier!=cache"' },
  match: { hint: 'Write at least one pattern: match: ["my-.*"]' },
  not_match: { hint: 'Write at least one pattern: not_match: ["kube-.*"]' },
  namespace_selector: { hint: 'Write a map: namespace_selector: {equal: default}', id: 'C14' },
};

/** A numeral without quotes is a number; `"${{VAR}}"` becomes one in spite of its quotes. */
function mendNumber({ value, text }: LocatedScalar, substituted: string): Mend | undefined {
  if (typeof value === 'string') return undefined;
  if (!text.includes('${{')) return { hint: `Quote it: "${text}"` };
  return { hint: `Use \${VAR}, which stays text: ${text.replace('${{', '${').replace('}}', '}')}`, id: substituted };
}

function mendHost(host: string): Mend {
  if (/^\$\{.*\d\}$/.test(host)) return ENV_DIGIT;
  const url = /^(?:(https?):\/\/)?([^/:]+)(?::(\d+))?(?:\/.*)?$/i.exec(host);
  if (url !== null && host !== url[2]) {
    const [, schema, name, port] = url;
    const parts = [schema && `schema: ${schema.toLowerCase()}`, `host: ${name}`, port && `port: "${port}"`].filter(Boolean);
    return { hint: `Split it: ${parts.join(', ')}`, id: 'C02' };
  }
  if (/^\[?[\da-f]*:[\da-f:.]*\]?$/i.test(host))
    return { hint: 'IPv6 is not accepted here: use a DNS name or an IPv4 address', id: 'C03' };
  const lowered = host.toLowerCase().replace(/\.$/, '');
  if (lowered !== host) return { hint: `Write host: ${lowered}`, id: 'C04' };
  if (host.includes('_'))
    return { hint: 'A host name has no underscore: use the address, or another name of the host', id: 'C04' };
  if (host.includes('${')) return { hint: 'Only a reference that is the whole value is replaced: ${VAR}' };
  return {};
}

function mendPort(port: LocatedScalar): Mend {
  const text = String(port.value);
  if (/^\$\{.*\d\}$/.test(text)) return ENV_DIGIT;
  if (typeof port.value !== 'string') return { id: 'C01', ...mendNumber(port, 'C06') };
  return /^0+[1-9]\d*$/.test(text) ? { hint: `Write port: "${text.replace(/^0+/, '')}"` } : {};
}

/** Says nothing of the token itself. */
function mendToken({ value }: LocatedScalar): Mend {
  if (typeof value !== 'string') return { hint: 'Quote it', id: 'C11' };
  if (/\$\{.*\d\}$/.test(value)) return ENV_DIGIT;
  if (/^bearer /i.test(value)) return { hint: 'Leave "Bearer " out: the gateway adds it', id: 'C11' };
  if (/[\r\n]/.test(value.trimEnd())) return { hint: 'Put the token on one line', id: 'C11' };
  if (/\s/.test(value))
    return { hint: 'Remove the blanks and newlines around the token; in a block write |- instead of |', id: 'C11' };
  if (value.length > 4096) return { hint: `It has ${value.length} characters: use token_file`, id: 'C11' };
  return { hint: 'Copy the token again, without quotes or other marks', id: 'C11' };
}

const ENV_DIGIT: Mend = { hint: 'The name of the variable must not end in a digit: rename it', id: 'C05' };

/** `no` and `on` are namespaces only between quotes. */
function mendNamespace({ value, text }: LocatedScalar): Mend {
  return typeof value === 'string'
    ? { hint: 'Write one namespace; for several use match: with regular expressions' }
    : { hint: `Quote it: "${text}"` };
}

function mendPatterns({ value, text }: LocatedScalar): Mend {
  if (typeof value !== 'string') return { hint: `Quote it: "${text}"` };
  return /\s/.test(value) ? { hint: 'Remove the blanks: one pattern per item' } : { hint: `Write a list: ["${text}"]` };
}
