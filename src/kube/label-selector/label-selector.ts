import { labelTokens } from './label-lexer.ts';
import type { Token } from './label-lexer.ts';
import { labelKeyProblem, labelValueProblem } from './label-syntax.ts';

type Labels = Readonly<Record<string, string>>;
type Operator = 'in' | 'notin' | '=' | '==' | '!=' | '>' | '<';

/** One condition of a selector, on one label. */
export type Requirement = { readonly key: string } & (
  | { readonly operator: 'exists' | 'absent' }
  | { readonly operator: Operator; readonly values: readonly string[] }
);

const OPERATORS: readonly string[] = ['in', 'notin', '=', '==', '!=', '>', '<'] satisfies Operator[];

/** A selector as its requirements, all of which must hold, and as the test of an object's labels; or why it is refused. */
export type LabelSelectorParse =
  | { readonly ok: true; readonly requirements: readonly Requirement[]; readonly matches: (labels: Labels) => boolean }
  /** In the words with which the API server refuses the request (400 BadRequest). */
  | { readonly ok: false; readonly message: string };

/**
 * Reads a label selector as kube-apiserver 1.36.3 does: `a=b`, `==`, `!=`, `in (…)`, `notin (…)`, `a`, `!a`, `>` and `<`, joined by
 * commas. Empty text selects everything. Grammar and wording: k8s.io/apimachinery/pkg/labels.
 */
export function parseLabelSelector(text: string): LabelSelectorParse {
  try {
    const requirements = new Parser(labelTokens(text)).requirements();
    return { ok: true, requirements, matches: (labels) => requirements.every((requirement) => holds(requirement, labels)) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, message: error.message };
    throw error;
  }
}

/** Reading stops at the first mistake; {@link parseLabelSelector} alone catches it. */
class Malformed extends Error {}

function holds(requirement: Requirement, labels: Labels): boolean {
  // A label may be called constructor, which every object has.
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.operator) {
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    case 'in':
    case '=':
    case '==':
      return value !== undefined && requirement.values.includes(value);
    case 'notin':
    case '!=':
      return value === undefined || !requirement.values.includes(value);
    case '>':
    case '<': {
      if (value === undefined || !/^[-+]?\d+$/.test(value)) return false;
      const [number, bound] = [Number(value), Number(requirement.values[0])];
      return requirement.operator === '>' ? number > bound : number < bound;
    }
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  requirements(): Requirement[] {
    const requirements: Requirement[] = [];
    while (this.#peek().kind !== 'end') {
      if (!this.#startsRequirement())
        throw new Malformed(`found '${this.#peek().text}', expected: !, identifier, or 'end of string'`);
      requirements.push(this.#requirement());
      const { kind, text } = this.#take();
      if (kind === 'end') break;
      if (kind !== ',') throw new Malformed(`found '${text}', expected: ',' or 'end of string'`);
      if (!this.#startsRequirement()) throw new Malformed(`found '${this.#peek().text}', expected: identifier after ','`);
    }
    return requirements;
  }

  #requirement(): Requirement {
    const absent = this.#peek().kind === '!';
    if (absent) this.#take();
    const { kind, text: key } = this.#take();
    if (!isWord(kind)) throw malformedRequirement(`found '${key}', expected: identifier`);
    const problem = labelKeyProblem(key);
    if (problem !== undefined) throw malformedRequirement(`<nil>: Invalid value: ${JSON.stringify(key)}: ${problem}`);
    if (absent) return { key, operator: 'absent' };
    if (this.#peek().kind === ',' || this.#peek().kind === 'end') return { key, operator: 'exists' };

    const operator = this.#operator();
    // Sorted, because the server numbers the values of a set in that order when it names a bad one.
    const values = operator === 'in' || operator === 'notin' ? [...new Set(this.#set())].sort() : [this.#value()];
    checkValues(key, operator, values);
    return { key, operator, values };
  }

  #operator(): Operator {
    const { kind, text } = this.#take();
    if (!isOperator(kind)) throw malformedRequirement(`found '${text}', expected: in, notin, =, ==, !=, gt, lt`);
    return kind;
  }

  /** `a=` and `a=,b` compare with the empty value. */
  #value(): string {
    if (this.#peek().kind === ',' || this.#peek().kind === 'end') return '';
    const { kind, text } = this.#take();
    if (!isWord(kind)) throw malformedRequirement(`found '${text}', expected: identifier`);
    return text;
  }

  /** `(a,b)`; `()`, `(,a)` and `(a,)` hold the empty value. */
  #set(): string[] {
    const open = this.#take();
    if (open.kind !== '(') throw malformedRequirement(`found '${open.text}' expected: '('`);
    const values: string[] = [];
    let expected = "',', ')' or identifier";
    for (;;) {
      const isValue = isWord(this.#peek().kind);
      if (isValue) expected = "',' or ')'";
      values.push(isValue ? this.#take().text : '');
      const { kind, text } = this.#take();
      if (kind === ')') return values;
      if (kind !== ',') throw malformedRequirement(`found '${text}', expected: ${expected}`);
      expected = "',', or identifier";
    }
  }

  #startsRequirement(): boolean {
    return isWord(this.#peek().kind) || this.#peek().kind === '!';
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  #take(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }
}

function isWord(kind: Token['kind']): boolean {
  return kind === 'word' || kind === 'in' || kind === 'notin';
}

function isOperator(kind: Token['kind']): kind is Operator {
  return OPERATORS.includes(kind);
}

function malformedRequirement(message: string): Malformed {
  return new Malformed(`unable to parse requirement: ${message}`);
}

function checkValues(key: string, operator: Operator, values: readonly string[]): void {
  if ((operator === '>' || operator === '<') && !/^[-+]?\d+$/.test(values[0] ?? '')) {
    throw malformedRequirement(
      `values[0]: Invalid value: ${JSON.stringify(values[0])}: for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  }
  const problems = values.flatMap((value, index) => {
    const problem = labelValueProblem(value);
    return problem === undefined ? [] : [`values[${index}][${key}]: Invalid value: ${JSON.stringify(value)}: ${problem}`];
  });
  if (problems.length > 0) throw malformedRequirement(problems.length === 1 ? problems.join() : `[${problems.join(', ')}]`);
}
