import type { ApiObject } from './api-object.ts';
import { badRequest } from './status.ts';

interface Term {
  readonly field: string;
  readonly operator: '=' | '==' | '!=';
  readonly value: string;
}

export interface FieldSelector {
  matches(object: ApiObject): boolean;
  /** The one name this selector asks for, if it does: RBAC treats such a list or watch like a get of that name. */
  readonly name: string | undefined;
  /** The one namespace it asks for, if it does: kube-apiserver begins such a list in that namespace. */
  readonly namespace: string | undefined;
}

/**
 * A field selector over `metadata.name` and `metadata.namespace` with `=`, `==` and `!=`, joined by commas; `\` escapes. Empty text selects everything.
 * Any other field, or malformed text, throws the 400 that kube-apiserver 1.36.3 gives for Endpoints and EndpointSlices as a StatusError.
 * Grammar: k8s.io/apimachinery/pkg/fields.
 */
export function parseFieldSelector(text: string): FieldSelector {
  const terms = splitTerms(text).map(parseTerm);
  const unknown = terms.find(({ field }) => field !== 'metadata.name' && field !== 'metadata.namespace');
  if (unknown !== undefined) {
    throw badRequest(`"${unknown.field}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
  }
  return {
    matches: (object) => terms.every((term) => holds(term, object)),
    name: exactMatch(terms, 'metadata.name'),
    namespace: exactMatch(terms, 'metadata.namespace'),
  };
}

function exactMatch(terms: readonly Term[], wanted: string): string | undefined {
  return terms.find(({ field, operator }) => field === wanted && operator !== '!=')?.value;
}

function holds({ field, operator, value }: Term, { metadata }: ApiObject): boolean {
  const found = field === 'metadata.name' ? metadata.name : (metadata.namespace ?? '');
  return (found === value) === (operator !== '!=');
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
