import type { Located, LocatedEntry } from '../apisix/located.ts';
import type { Position } from '../apisix/position.ts';
import type { Problem } from '../apisix/problem.ts';
import type { ObjectVerdict } from '../apisix/routing/routing-object.ts';
import type { CatalogueId } from '../findings/catalogue.ts';
import { closest } from '../findings/closest.ts';
import type { Complaint, Fix, JudgedObject, Rule, RuleText } from './rule.ts';

/** A problem of an object, as a rule may report it. */
export interface ObjectProblem extends Complaint {
  readonly id: CatalogueId;
}

/** A rule about objects. */
type ObjectRule = Extract<Rule, { readonly subject: 'object' }>;

/** Problems that have a rule of their own; W20 and W21 report all others. */
const OWN_RULE: readonly string[] = ['S22', 'W01', 'W02', 'W03', 'W22', 'W23', 'W25', 'W26', 'W27'] satisfies CatalogueId[];

/** A rule that reports the problems of its id; `fix` adds an edit where one is safe. */
export function problemRule(text: RuleText, fix: (entry: FoundEntry) => Fix | undefined = () => undefined): ObjectRule {
  return {
    ...text,
    subject: 'object',
    check: (judged) =>
      objectProblems(judged).flatMap(({ id, ...complaint }) => {
        if (id !== text.id) return [];
        const entry = entryAt(judged.object.entry.value, complaint.position);
        const edit = entry && fix(entry);
        return [edit === undefined ? complaint : { ...complaint, fix: edit }];
      }),
  };
}

/** Every rule about problems asks for the same objects, one after the other; releases that judge alike share a verdict. */
const known = new WeakMap<ObjectVerdict, readonly ObjectProblem[]>();

function objectProblems(judged: JudgedObject): readonly ObjectProblem[] {
  const problems = known.get(judged.verdict) ?? distinctProblems(judged);
  known.set(judged.verdict, problems);
  return problems;
}

/**
 * What is wrong with an object, each thing once. Where both checks refuse it, the one that will really be asked speaks: what the Admin API
 * alone refuses only informs where a file goes straight to the gateway.
 */
function distinctProblems(judged: JudgedObject): readonly ObjectProblem[] {
  const { verdict, object } = judged;
  const isAdmin = object.judge === 'admin';
  const dropped = verdict.refusals.map((problem) => asComplaint(problem, { otherwise: 'W20', severity: 'error' }));
  const refused = verdict.adminRefusals.map((problem) =>
    asComplaint(problem, { otherwise: 'W21', severity: isAdmin && !isOwnTime(judged, problem) ? 'error' : 'info' }),
  );
  const unserved = verdict.servingProblems.map((problem) => asComplaint(problem, { otherwise: 'W20' }));
  const all = isAdmin ? [...refused, ...dropped, ...unserved] : [...dropped, ...unserved, ...refused];
  const seen = new Set<string>();
  return all.filter((problem) => {
    const place = identity(problem);
    return !seen.has(place) && seen.add(place);
  });
}

function asComplaint(
  { id, message, hint, position, unknownKey }: Problem,
  { otherwise, severity }: { readonly otherwise: CatalogueId; readonly severity?: NonNullable<Complaint['severity']> },
): ObjectProblem {
  const meant = unknownKey && closest(unknownKey.written, unknownKey.known);
  return {
    id: isOwn(id) ? id : otherwise,
    message,
    position,
    ...(meant === undefined ? hint !== undefined && { hint } : { hint: `Write ${meant}` }),
    ...(severity !== undefined && { severity }),
  };
}

function isOwn(id: string | undefined): id is CatalogueId {
  return id !== undefined && OWN_RULE.includes(id);
}

/** Both checks word a problem alike where it has a row of its own; W20 and W21 are two names for the rest. */
function identity({ id, message, position: { line, column } }: ObjectProblem): string {
  return [line, column, id === 'W20' || id === 'W21' ? message : id].join(' ');
}

/** The Admin API adds these itself and refuses them from 3.7 on, so what it answered can never be put back as it is (admin/resource.lua). */
const OWN_TIMES: readonly (string | number | undefined)[] = ['create_time', 'update_time'];

function isOwnTime({ document, object }: JudgedObject, { position }: Problem): boolean {
  return document.kind === 'admin' && OWN_TIMES.includes(entryAt(object.entry.value, position)?.entry.key);
}

/** Whether the Admin API refuses nothing of an object but the times that it added itself: what it answered is as good as accepted. */
export function isRefusedForOwnTimes(judged: JudgedObject): boolean {
  const { admin, adminRefusals } = judged.verdict;
  return !admin && adminRefusals.every((problem) => isOwnTime(judged, problem));
}

/** An entry, and those beside it. */
export interface FoundEntry {
  readonly entry: LocatedEntry;
  readonly siblings: readonly LocatedEntry[];
}

/** The entry whose key, or whose value, is at a position. */
function entryAt(value: Located, position: Position): FoundEntry | undefined {
  if (value.kind !== 'table') return undefined;
  for (const entry of value.entries) {
    if (isSame(entry.keyPosition, position) || (entry.value.kind !== 'table' && isSame(entry.value.position, position))) {
      return { entry, siblings: value.entries };
    }
    const inner = entryAt(entry.value, position);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function isSame(left: Position, right: Position): boolean {
  return left.line === right.line && left.column === right.column;
}
