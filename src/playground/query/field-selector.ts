import type { ApiObject } from '../api-object.ts';
import { badRequest } from '../status/status.ts';

interface Term {
  readonly field: string;
  readonly operator: '=' | '==' | '!=';
  readonly value: string;
}

/** Which objects a list or watch is narrowed to. */
export interface FieldSelector {
  matches(object: ApiObject): boolean;
  /** The one name this selector asks for, if it does: RBAC treats such a list or watch like a get of that name. */
  readonly name: string | undefined;
  /** The one namespace it asks for, if it does: kube-apiserver begins such a list in that namespace. */
  readonly namespace: string | undefined;
}

const COMMON_FIELDS = ['metadata.name', 'metadata.namespace'];

/**
 * A field selector for a resource over `metadata.name` and `metadata.namespace`, and for Secrets `type`, with `=`, `==` and `!=`, joined by
 * commas; `\` escapes. Empty text selects everything. Any other field, or malformed text, throws the 400 that kube-apiserver 1.36.3 gives as
 * a StatusError. Grammar: k8s.io/apimachinery/pkg/fields.
 */
export function parseFieldSelector(text: string, plural: string): FieldSelector {
  const terms = splitTerms(text).map(parseTerm);
  const known = plural === 'secrets' ? [...COMMON_FIELDS, 'type'] : COMMON_FIELDS;
  const unknown = terms.find(({ field }) => !known.includes(field));
  if (unknown !== undefined) throw badRequest(unknownField(unknown.field, plural));
  return {
    matches: (object) => terms.every((term) => holds(term, object)),
    name: exactMatch(terms, 'metadata.name'),
    namespace: exactMatch(terms, 'metadata.namespace'),
  };
}

/** A resource with fields of its own words it differently (`AddFieldLabelConversionFunc`). */
function unknownField(field: string, plural: string): string {
  if (plural === 'secrets') return `field label not supported: ${field}`;
  return `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`;
}

function exactMatch(terms: readonly Term[], wanted: string): string | undefined {
  return terms.find(({ field, operator }) => field === wanted && operator !== '!=')?.value;
}

function holds({ field, operator, value }: Term, object: ApiObject): boolean {
  return (valueOf(field, object) === value) === (operator !== '!=');
}

function valueOf(field: string, object: ApiObject): unknown {
  const { name, namespace = '' } = object.metadata;
  if (field === 'metadata.name') return name;
  return field === 'metadata.namespace' ? namespace : object[field];
}

function splitTerms(text: string): string[] {
  return (text.match(/(?:\\[^]|[^\\,])+/g) ?? []).filter((term) => term !== '');
}

function parseTerm(term: string): Term {
  const match = /^((?:\\[^]|[^\\])*?)(!=|==|=)([^]*)$/.exec(term);
  if (match === null) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
  const [, field = '', operator, value = ''] = match;
  if (/(^|[^\\])=/.test(value)) throw badRequest(`invalid field selector: unescaped character in value: ${'='.charCodeAt(0)}`);
  // The pattern admits only these three.
  return { field, operator: operator as Term['operator'], value: value.replaceAll(/\\([^])/g, '$1') };
}
