import type { Position } from '../../apisix/position.ts';
import { readingFailure } from '../../kube/surroundings.ts';
import type { LintFile } from '../document.ts';
import { decodeText } from './decode-text.ts';
import type { FileSystem } from './file-system.ts';
import type { FoundFile } from './find-files.ts';
import type { InputProblem } from './input-problem.ts';

/** In bytes: far above any config that a gateway is given. */
const MAX_FILE_SIZE = 10 * 1024 * 1024;

export interface FilesRead {
  readonly files: readonly LintFile[];
  /** Files that hold no text, are too large, or cannot be read. */
  readonly problems: readonly InputProblem[];
}

interface ReadingOptions {
  readonly files: FileSystem;
  /** In bytes; {@link MAX_FILE_SIZE} by default. */
  readonly maxSize?: number;
}

/** Reads files as UTF-8, in their order; line ends stay as they are. Never throws: what cannot be read is a problem. */
export async function readFiles(found: readonly FoundFile[], options: ReadingOptions): Promise<FilesRead> {
  const files: LintFile[] = [];
  const problems: InputProblem[] = [];
  for (const file of found) {
    const { path, named } = file;
    const read = await readText(file, options);
    if (read.ok) files.push({ path, text: read.text, named });
    else problems.push({ path, id: 'L03', ...read.problem });
  }
  return { files, problems };
}

type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: Omit<InputProblem, 'path' | 'id'> };

async function readText({ path, named }: FoundFile, { files, maxSize = MAX_FILE_SIZE }: ReadingOptions): Promise<FileText> {
  // Of all files in a directory, some are no config.
  const severity = named ? 'error' : 'warning';
  try {
    const { size } = await files.stat(path);
    // What has no size before it is read, such as a pipe, is cut one byte behind the limit.
    const bytes = size > maxSize ? undefined : await files.read(path, { atMost: maxSize + 1 });
    if (bytes === undefined || bytes.length > maxSize) {
      const message = `This file is larger than ${sizeInWords(maxSize)}, which no config is`;
      return { ok: false, problem: { severity, message, hint: 'Leave it out, or split it', position: START } };
    }
    const read = decodeText(bytes);
    if (read.ok) return read;
    const { message, hint, position } = read;
    return { ok: false, problem: { severity, message, hint, position } };
  } catch (error) {
    const message = `This file cannot be read: ${readingFailure(error)}`;
    const hint = 'Make it readable, or leave it out';
    return { ok: false, problem: { severity: 'error', message, hint, position: START, isUnreadable: true } };
  }
}

const START: Position = { line: 1, column: 1 };

function sizeInWords(bytes: number): string {
  const mebibytes = bytes / (1024 * 1024);
  return mebibytes >= 1 ? `${Math.floor(mebibytes)} MiB` : `${bytes} bytes`;
}
