import { isTemplate } from '../located.ts';
import type { LocatedScalar } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Violation } from '../schema/violations.ts';
import { isSubstituted } from '../schema/wording.ts';
import { endsInDigit, RENAME_VARIABLE } from './digit-at-end.ts';
import { isPlaceholder } from './placeholder.ts';
import { tokenFault } from './token-fault.ts';

type Mend = Pick<Problem, 'hint' | 'id'>;

/** How to mend a value that breaks its rule, and its row in the catalogue where it has one of its own. Empty where the rule says it all. */
export function mend({ path, value }: Violation): Mend {
  const property = path.length === 0 ? 'kubernetes' : (path.findLast((step) => typeof step === 'string') ?? 'cluster');
  if (isTemplate(value)) return { hint: 'Lint what the template makes of it, such as the output of helm template', id: 'C35' };
  return (value.kind === 'scalar' ? MENDS[property]?.(value) : MENDS_OF_TABLES[property]) ?? {};
}

const MENDS: Readonly<Record<string, (value: LocatedScalar) => Mend>> = {
  kubernetes: () => ({ hint: 'Write kubernetes: {} for the cluster the gateway runs in' }),
  cluster: () => ({ hint: 'Write each cluster as a map with id, service and client' }),
  service: () => ({ hint: 'Write a map: service: {schema: https, host: …, port: "6443"}', id: 'C02' }),
  host: (host) => (typeof host.value === 'string' ? { id: 'C04', ...mendHost(host.value) } : { hint: asReference(host) }),
  port: mendPort,
  id: mendId,
  token: mendToken,
  token_file: () => ({
    hint: 'Write the path of a file, such as /var/run/secrets/kubernetes.io/serviceaccount/token',
    id: 'C12',
  }),
  shared_size: ({ value }) => ({
    hint: /^[1-9]\d*m$/.test(String(value))
      ? 'At most 99m before APISIX 3.13.0'
      : 'Write a number of megabytes with a small m: 64m',
    id: 'C13',
  }),
  namespace_selector: () => ({ hint: 'Write a map: namespace_selector: {equal: default}', id: 'C14' }),
  equal: mendNamespace,
  not_equal: mendNamespace,
  match: mendPatterns,
  not_match: mendPatterns,
  schema: ({ value }) => ({ hint: `Write schema: ${/^http$/i.test(String(value)) ? 'http' : 'https'}` }),
  ssl_verify: mendBoolean,
  watch_endpoint_slices: mendBoolean,
  default_weight: ({ value }) => (/^\d+$/.test(String(value)) ? { hint: `Remove the quotes: default_weight: ${value}` } : {}),
  label_selector: (selector) => ({ hint: asText(selector), id: 'C17' }),
};

const MENDS_OF_TABLES: Readonly<Record<string, Mend>> = {
  kubernetes: { hint: 'Write the one cluster as a map; a list of clusters needs APISIX 3.0.0 or newer' },
  label_selector: { hint: 'Write it as text: label_selector: "app=web,tier!=cache"', id: 'C17' },
  match: { hint: 'Write at least one pattern: match: ["my-.*"]' },
  not_match: { hint: 'Write at least one pattern: not_match: ["kube-.*"]' },
  namespace_selector: { hint: 'Write a map: namespace_selector: {equal: default}', id: 'C14' },
};

/** For a value that is no text although text is asked for: quotes help, unless `${{VAR}}` made it so. */
function asText(value: LocatedScalar): string {
  return isSubstituted(value) ? 'Write the value itself, between quotes' : `Quote it: "${value.text}"`;
}

/** {@link asText} of a setting in which `${VAR}` is replaced. */
function asReference(value: LocatedScalar): string {
  return isSubstituted(value) ? singleBraces(value.text) : asText(value);
}

/** How to mend `${{VAR}}` where what it stands for becomes a number. */
export function singleBraces(text: string): string {
  const name = /\$\{\{\s*(\w+)/.exec(text)?.[1] ?? 'VAR';
  return `Write \${${name}} instead of \${{${name}}}: it stays text`;
}

function mendHost(host: string): Mend {
  if (endsInDigit(host)) return RENAME_VARIABLE;
  if (isPlaceholder(host)) return { hint: 'Fill in the name or address of the API server', id: 'C35' };
  if (/^\$\w+$/.test(host)) return { hint: `A reference has braces: \${${host.slice(1)}}` };
  if (host.includes('${')) return { hint: 'Only a reference that is the whole value is replaced: ${VAR}' };
  const url = /^(?:(https?):\/\/)?(?:[^/@]*@)?([^/:@]+)(?::(\d+))?(\/.*)?$/i.exec(host);
  if (url !== null && host !== url[2]) {
    const [, schema, name, port, path = '/'] = url;
    const parts = [schema && `schema: ${schema.toLowerCase()}`, `host: ${name}`, port && `port: "${port}"`].filter(Boolean);
    return { hint: `Split it: ${parts.join(', ')}${path === '/' ? '' : '; a path is not supported'}`, id: 'C02' };
  }
  if (/^(?:https?:\/\/)?\[[\da-f:.]+\]|^[\da-f]*:[\da-f:.]*$/i.test(host))
    return { hint: 'IPv6 is not accepted here: use a DNS name or an IPv4 address', id: 'C03' };
  const lowered = host.toLowerCase().replace(/\.$/, '');
  if (lowered !== host) return { hint: `Write host: ${lowered}` };
  if (host.includes('_')) return { hint: 'A host name has no underscore: use the address, or another name of the host' };
  return {};
}

function mendPort(port: LocatedScalar): Mend {
  if (isSubstituted(port) && typeof port.value !== 'string') return { hint: singleBraces(port.text), id: 'C06' };
  if (endsInDigit(String(port.value))) return RENAME_VARIABLE;
  if (isPlaceholder(port.text)) return { hint: 'Fill in the port of the API server', id: 'C35' };
  // Leading zeros make an octal number of it in YAML 1.1, which nobody means.
  const digits = /^0*([1-9]\d{0,4})$/.exec(port.text)?.[1];
  const hint = `Write port: "${digits !== undefined && Number(digits) <= 65535 ? digits : '6443'}"`;
  return typeof port.value === 'string' ? { hint } : { hint, id: 'C01' };
}

function mendId(id: LocatedScalar): Mend {
  if (typeof id.value !== 'string') return { hint: asText(id), id: isSubstituted(id) ? 'C06' : 'C08' };
  if (/^[a-z0-9]{9,64}$/.test(id.value)) return { hint: 'At most 8 characters before APISIX 3.14.0', id: 'C08' };
  return { hint: 'Choose a short name of lower-case letters and digits: every service_name starts with it', id: 'C08' };
}

/** Says nothing of the token itself. */
function mendToken(token: LocatedScalar): Mend {
  const { value } = token;
  if (typeof value !== 'string') return { hint: isSubstituted(token) ? singleBraces(token.text) : 'Quote it', id: 'C11' };
  if (endsInDigit(value)) return RENAME_VARIABLE;
  return { hint: tokenFault(value).hint, id: 'C11' };
}

/** `no` and `on` are namespaces only between quotes. */
function mendNamespace(namespace: LocatedScalar): Mend {
  return {
    hint:
      typeof namespace.value === 'string'
        ? 'Write one namespace; for several use match with regular expressions'
        : asText(namespace),
  };
}

function mendPatterns(pattern: LocatedScalar): Mend {
  const { value, text } = pattern;
  if (typeof value !== 'string') return { hint: asText(pattern) };
  return { hint: /\s/.test(value) ? 'Remove the blanks: one pattern per item' : `Write a list: ["${text}"]` };
}

function mendBoolean({ value }: LocatedScalar): Mend {
  return value === 'true' || value === 'false' ? { hint: `Remove the quotes: ${value}` } : {};
}
