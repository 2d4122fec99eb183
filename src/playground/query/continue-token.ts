import { mapOf } from '../../kube/json-map.ts';
import { badRequest } from '../status/status.ts';

/** Where the next page of a list goes on. Opaque to clients, and of the same form as kube-apiserver's. */
export interface ContinueToken {
  /** The moment that every page of one list shows; -1 is "now", the inconsistent list offered after a 410. */
  readonly resourceVersion: number;
  /** The key of the last object already sent, seen from the namespace that the list reads, or from its resource where it reads all of them. */
  readonly after: string;
}

const VERSION = 'meta.k8s.io/v1';

/** The token as it stands in `metadata.continue`. */
export function encodeContinue({ resourceVersion, after }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: VERSION, rv: resourceVersion, start: `/${after}\0` })).toString('base64url');
}

/** Reads a token back. Anything that {@link encodeContinue} did not write throws 400 as a StatusError. */
export function decodeContinue(text: string): ContinueToken {
  const json = Buffer.from(text, 'base64url').toString('utf8');
  let token: unknown;
  try {
    token = JSON.parse(json);
  } catch {
    const found = JSON.stringify(json[0] ?? '').slice(1, -1);
    throw badRequest(
      `invalid continue token: continue key is not valid: invalid character '${found}' looking for beginning of value`,
    );
  }
  const { v, rv, start } = mapOf(token);
  if (v !== VERSION || typeof rv !== 'number' || typeof start !== 'string') {
    throw badRequest('invalid continue token: continue key is not valid: server does not recognize this encoded version ""');
  }
  return { resourceVersion: rv, after: start.replace(/^\//, '').replace(/\0$/, '') };
}
