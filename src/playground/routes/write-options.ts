import { isTrue } from '../api-request.ts';
import type { HttpRequest } from '../api-request.ts';
import { forbiddenField, required, unsupported } from '../status/field-error.ts';
import type { FieldError } from '../status/field-error.ts';
import { invalid } from '../status/status.ts';

/** What the query of a write asks for beside the object. */
export interface WriteOptions {
  readonly dryRun: boolean;
  /** Who is to own the fields: `fieldManager`, or else the program named in User-Agent, or `unknown`. */
  readonly manager: string;
}

const LONGEST_MANAGER = 128;

/** The options of a POST, PUT or merge patch; `kind` is `CreateOptions`, `UpdateOptions` or `PatchOptions`. Throws 422 as a StatusError. */
export function writeOptions(kind: string, query: URLSearchParams, { userAgent }: Pick<HttpRequest, 'userAgent'>): WriteOptions {
  const force = query.has('force') ? [forbiddenField('force', 'may not be specified for non-apply patch')] : [];
  refuse(kind, [...(kind === 'PatchOptions' ? force : []), ...commonProblems(query)]);
  const named = query.get('fieldManager') ?? '';
  const program = userAgent.split('/')[0] ?? '';
  return { dryRun: query.has('dryRun'), manager: named || program.slice(0, LONGEST_MANAGER) || 'unknown' };
}

/** The options of an apply, which must name its field manager. Throws 422 as a StatusError. */
export function applyOptions(query: URLSearchParams): WriteOptions & { readonly force: boolean } {
  const manager = query.get('fieldManager') ?? '';
  const unnamed = manager === '' ? [required('fieldManager', 'is required for apply patch')] : [];
  refuse('PatchOptions', [...unnamed, ...commonProblems(query)]);
  return { dryRun: query.has('dryRun'), manager, force: isTrue(query.get('force')) };
}

function commonProblems(query: URLSearchParams): readonly FieldError[] {
  return [...managerProblems(query.get('fieldManager') ?? ''), ...dryRunProblems(query.getAll('dryRun'))];
}

function managerProblems(manager: string): readonly FieldError[] {
  if (manager.length <= LONGEST_MANAGER) return [];
  const message = `Too long: may not be more than ${LONGEST_MANAGER} bytes`;
  return [{ reason: 'FieldValueTooLong', message, field: 'fieldManager' }];
}

/** What is wrong with the values of `dryRun`, from a query or from DeleteOptions. */
export function dryRunProblems(values: readonly unknown[]): readonly FieldError[] {
  return values.every((value) => value === 'All') ? [] : [unsupported('dryRun', values, ['All'])];
}

function refuse(kind: string, problems: readonly FieldError[]): void {
  if (problems.length > 0) throw invalid({ kind, group: 'meta.k8s.io' }, problems);
}
