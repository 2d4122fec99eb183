import { KubeError } from '../../kube/kube-error.ts';
import { ask, describeAnswer, jsonOf, wordsOf } from './ask.ts';
import type { ControlAnswer } from './ask.ts';
import type { ControlApi } from './control-api.ts';
import { releaseSaid } from './release-said.ts';
import type { ReleaseSaid } from './release-said.ts';

/** What listens where the control API is to be. */
export type Listener =
  | {
      readonly kind: 'control-api';
      /** Undefined where nothing in its answers says so. */
      readonly release: ReleaseSaid | undefined;
    }
  | { readonly kind: 'other'; /** Such as `the proxy port of a gateway`. */ readonly what: string }
  | { readonly kind: 'nothing'; readonly error: KubeError };

/** Finds out what listens there, by the one answer that every control API has and nothing else: the schemas of its objects. */
export async function readListener(api: ControlApi): Promise<Listener> {
  try {
    const answer = await ask(api, '/v1/schema');
    const main = mainSchemas(answer);
    if (main !== undefined) return { kind: 'control-api', release: await releaseSaid(api, { answer, main }) };
    return { kind: 'other', what: await whatAnswers(api, answer) };
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    // What it spoke instead is in the message.
    return { kind: 'nothing', error };
  }
}

function mainSchemas(answer: ControlAnswer): object | undefined {
  const document = answer.status === 200 ? jsonOf(answer) : undefined;
  if (typeof document !== 'object' || document === null || !('main' in document)) return undefined;
  const { main } = document;
  return typeof main === 'object' && main !== null && 'upstream' in main ? main : undefined;
}

async function whatAnswers(api: ControlApi, answer: ControlAnswer): Promise<string> {
  const { status, server = '', text } = answer;
  const document = jsonOf(answer);
  // The words of nginx, and of Go, in which API servers are written.
  if (/HTTP request (?:was sent )?to (?:an )?HTTPS (?:port|server)/i.test(text)) return 'a TLS port';
  if (wordsOf(document) === '404 Route Not Found') return 'the port on which a gateway takes requests';
  if (typeof document === 'object' && document !== null && 'kind' in document && document.kind === 'Status')
    return 'a Kubernetes API server';
  if (status === 404 && (await isAdminApi(api))) return "a gateway's Admin API";
  const name = server.startsWith('APISIX') ? 'another port of a gateway: it' : 'something else: it';
  return `${name} answers ${describeAnswer(answer)}`;
}

/** The Admin API refuses who has no key, in every release (admin/init.lua `check_token`). */
async function isAdminApi(api: ControlApi): Promise<boolean> {
  const answer = await ask(api, '/apisix/admin/routes');
  return answer.status === 401 && wordsOf(jsonOf(answer)) !== undefined;
}
