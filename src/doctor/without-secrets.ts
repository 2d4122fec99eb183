import { maskShapes } from '../lint/masking.ts';

/** A shorter one is a word of every sentence, or a placeholder that should be told. */
const SHORTEST = 12;

/** The text with `***` in place of these secrets. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .map((secret) => secret.trim())
    .filter(({ length }) => length >= SHORTEST)
    .reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text);
}

/** A sentence with `***` in place of these secrets, and of whatever looks like one: it may quote an API server, a file or a flag. */
export function maskSentence(sentence: string, secrets: readonly string[]): string {
  return maskShapes(withoutSecrets(sentence, secrets)).replaceAll(/\*{3,}/g, '***');
}
