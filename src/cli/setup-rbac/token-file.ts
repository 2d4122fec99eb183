import { readToken } from '../../kube/read-token.ts';
import type { TokenDamage } from '../../kube/read-token.ts';

/** Whether a file is there to hold a token: with one in it, or what is left of one, or a place kept for one. */
export function isTokenFile(text: string): boolean {
  const reading = readToken(text);
  switch (reading.kind) {
    case 'damaged':
      return TOKEN_WITH_DAMAGE.includes(reading.damage.kind);
    case 'placeholder':
      return !text.trim().includes('\n');
    default:
      return reading.kind !== 'opaque';
  }
}

/** What is found in tokens alone: quotes, blanks and other characters are in many a file. */
const TOKEN_WITH_DAMAGE: readonly TokenDamage['kind'][] = ['bearer', 'parts', 'claims', 'signature'];
