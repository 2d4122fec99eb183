import { shellWord } from '../../findings/shell-word.ts';
import { UserError } from '../../findings/user-error.ts';
import { readToken } from '../../kube/read-token.ts';
import { readNamedFile } from '../../kube/surroundings.ts';
import { otherDocument } from '../../token/other-document.ts';
import type { TokenText } from '../../token/token-text.ts';
import { boundedText, LARGEST_TEXT } from '../bounded-text.ts';
import type { Host } from '../host.ts';

/**
 * Reads the token in a file; `-` is stdin, and so is nothing where something is piped in. Throws a {@link UserError} for a token on the
 * command line, which is not repeated, and for a file that is known to be something else.
 */
export async function readTokenText(file: string | undefined, host: Host): Promise<TokenText> {
  if (file === undefined && host.stdinIsTerminal) {
    throw new UserError('no token to read', { hint: 'name a file that holds one, or pipe it in' });
  }
  if (file !== undefined && isToken(file)) {
    throw new UserError('a token is no argument: it would stay in the history of the shell and show among the processes', {
      hint: 'pipe it in, or name a file that holds it',
    });
  }
  const token = file === undefined || file === '-' ? await fromStdin(host) : await fromFile(file, host);
  const other = otherDocument(token.text);
  if (other === undefined) return token;
  const { what, hint, mend } = other;
  const { place } = token;
  const atFile = place.kind === 'file' ? { place: { path: place.path }, ...(mend && { mend: mend(shellWord(place.path)) }) } : {};
  throw new UserError(`this is ${what}, not a token`, { hint, ...atFile });
}

/** Whether an argument is a token, or begins like one. */
function isToken(argument: string): boolean {
  if (/^(?:bearer\s+)?["']?(?:eyJ|ZXlK|WlhsS)[\w+/-]{8}/i.test(argument)) return true;
  return readToken(argument).kind === 'foreign';
}

async function fromFile(path: string, host: Host): Promise<TokenText> {
  return { text: await readNamedFile(host, path, 'the token'), place: { kind: 'file', path } };
}

async function fromStdin(host: Host): Promise<TokenText> {
  const bytes = await host.readStdin({ atMost: LARGEST_TEXT + 1 });
  return { text: boundedText(bytes, LARGEST_TEXT), place: { kind: 'stdin' } };
}
