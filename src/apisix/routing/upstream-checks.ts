import { entryOf, valueAt } from '../located.ts';
import type { Located, LocatedEntry } from '../located.ts';
import type { Problem } from '../problem.ts';
import { pathText } from '../schema/wording.ts';
import { wrongHashKey } from './hash-key.ts';
import type { ObjectRules } from './object-rules.ts';
import { isSecretReference } from './secret-reference.ts';

type UpstreamEntry = Pick<LocatedEntry, 'value' | 'keyPosition'>;

/**
 * What is wrong with an upstream that its schema accepts (upstream.lua, `check_upstream_conf`): checked by the data plane for an upstream
 * of its own, by the Admin API also inside a route or service, and by neither inside a stream route.
 */
export function upstreamProblems(
  upstream: UpstreamEntry,
  { rules, subject }: { readonly rules: ObjectRules; readonly subject: string },
): readonly Problem[] {
  return [
    ...referenceProblems(upstream.value, subject),
    ...rewriteProblem(upstream, subject),
    ...certificateProblem(upstream.value, subject),
    ...hashProblem(upstream, { rules, subject }),
  ];
}

function rewriteProblem({ value, keyPosition }: UpstreamEntry, subject: string): readonly Problem[] {
  if (textAt(value, 'pass_host') !== 'rewrite' || entryOf(value, 'upstream_host') !== undefined) return [];
  return [
    {
      message: `${subject} lacks upstream_host, which pass_host: rewrite needs`,
      hint: 'Add upstream_host with the host to send, or remove pass_host',
      position: keyPosition,
    },
  ];
}

/** References that the schema is not asked about and the check itself fails on: it walks the nodes, and reads the key as PEM. */
function referenceProblems(upstream: Located, subject: string): readonly Problem[] {
  return [['nodes'], ['tls', 'client_key']].flatMap((path) => {
    const value = valueAt(upstream, path);
    if (value === undefined || !isSecretReference(value)) return [];
    return [
      {
        message: `${pathText(subject, path)} refers to a secret, which the gateway does not resolve in an upstream`,
        hint: 'Write the value itself',
        position: value.position,
      },
    ];
  });
}

/** The gateway reads the certificate with OpenSSL; here no more is asked than that it looks like one. */
function certificateProblem(upstream: Located, subject: string): readonly Problem[] {
  const certificate = entryOf(valueAt(upstream, ['tls']), 'client_cert');
  const text = textIn(certificate?.value);
  if (certificate === undefined || text === undefined || /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/.test(text)) return [];
  return [
    {
      message: `${subject}.tls.client_cert is no certificate in PEM`,
      hint: 'Write all of its text, from -----BEGIN CERTIFICATE----- on',
      position: certificate.keyPosition,
    },
  ];
}

function hashProblem(
  { value, keyPosition }: UpstreamEntry,
  { rules, subject }: { readonly rules: ObjectRules; readonly subject: string },
): readonly Problem[] {
  const hashOn = textAt(value, 'hash_on') ?? 'vars';
  if (textAt(value, 'type') !== 'chash' || hashOn === 'consumer') return [];
  const key = entryOf(value, 'key')?.value;
  const text = textIn(key);
  if (key === undefined || text === undefined) {
    return [
      {
        message: `${subject} lacks key, which type: chash needs`,
        hint: 'Add key, such as key: remote_addr',
        position: keyPosition,
      },
    ];
  }
  const rule = wrongHashKey(text, hashOn, rules);
  if (rule === undefined || (rules.exemptsSecretReferences && isSecretReference(key))) return [];
  return [
    {
      message: `${subject}.key is ${JSON.stringify(text)}, but must be ${rule}, as hash_on is ${hashOn}`,
      hint:
        hashOn === 'vars'
          ? 'Write it without $, such as remote_addr or arg_id'
          : `Write the name alone, such as ${hashOn === 'header' ? 'x-user' : 'session_id'}`,
      position: key.position,
    },
  ];
}

function textAt(upstream: Located, key: string): string | undefined {
  return textIn(entryOf(upstream, key)?.value);
}

function textIn(value: Located | undefined): string | undefined {
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}
