import { UserError } from '../findings/user-error.ts';

/** What finding a connection may read of the machine; a test gives its own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home directory, where `.kube/config` is. */
  readonly homeDir: string;
  /** The file's text; rejects as node:fs does. */
  readonly readFile: (path: string) => Promise<string>;
}

/** Reads a file that the user named; `what` says its part: `the token of --token-file`. Throws a {@link UserError} where it cannot. */
export async function readNamedFile({ readFile }: Pick<Surroundings, 'readFile'>, path: string, what: string): Promise<string> {
  if (path === '') throw new UserError(`cannot read ${what}: its path is empty`);
  try {
    return await readFile(path);
  } catch (error) {
    throw new UserError(`cannot read ${what}: ${readingFailure(error)}`, { place: { path }, cause: error });
  }
}

/** Whether reading failed because nothing is there, as opposed to something unreadable. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Why reading a file failed, in words. */
export function readingFailure(error: unknown): string {
  if (isAbsent(error)) return 'no such file';
  if (!(error instanceof Error)) return String(error);
  switch ('code' in error && error.code) {
    case 'EISDIR':
      return 'it is a directory';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    default:
      return error.message;
  }
}
