import { endsInDigit, RENAME_VARIABLE } from './digit-at-end.ts';
import { isPlaceholder } from './placeholder.ts';

/** What is wrong with a token. */
export interface TokenFault {
  /** To follow its name: `has a blank at character 7`. Says nothing else of the token. */
  readonly fault: string;
  readonly hint: string;
}

/** What keeps the check from taking a text as client.token: the first thing, characters counted from 1. */
export function tokenFault(token: string): TokenFault {
  if (endsInDigit(token)) return { fault: 'names a variable that ends in a digit', hint: RENAME_VARIABLE.hint };
  if (isPlaceholder(token)) return { fault: 'is a placeholder', hint: 'Fill in the token of a service account' };
  if (/^bearer /i.test(token)) return { fault: 'begins with Bearer', hint: 'Leave "Bearer " out: the gateway adds it' };
  // One newline at the end passes the check.
  const index = token.replace(/\n$/, '').search(/[^A-Za-z0-9+/._=-]/);
  const character = token.charAt(index);
  if (/\s/.test(character)) {
    return {
      fault: `has a ${/[\r\n]/.test(character) ? 'line break' : 'blank'} at character ${index + 1}`,
      hint: /[\r\n]/.test(token.trimEnd())
        ? 'Put the token on one line'
        : 'Remove the blanks and newlines in and around it; in a block write |- instead of |',
    };
  }
  if (index < 0) return { fault: `has ${token.length} characters`, hint: 'Use token_file' };
  return {
    fault: `has ${/["']/.test(character) ? 'a quote' : 'what no token has'} at character ${index + 1}`,
    hint: 'Copy the token again, without quotes or other marks',
  };
}
