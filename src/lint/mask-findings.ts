import type { LintFile } from './document.ts';
import type { LintedDocuments } from './lint.ts';
import { maskedText, maskShapes } from './masking.ts';
import type { LintFinding } from './report.ts';
import { textPlaces } from './text-places.ts';

/** How far around the place of a finding the secrets stand that it may quote, in UTF-16 units. */
const BEFORE = 200;
const BEHIND = 1000;

/** Shorter ones are told by no message, and are words of every one. */
const SHORTEST = 6;

/** Messages cut what is longer. */
const LONGEST = 60;

/**
 * Findings that show no secret: what the lines around their place hide is hidden in their messages, hints and fixes too, in small letters
 * as well, and so is what looks like a secret wherever it comes from. An edit that holds one stays true, and its fix is called secret.
 */
export function maskFindings(linted: LintedDocuments): LintedDocuments {
  const secretsIn = new Map<LintFile, SecretsNear>();
  return new Map(
    [...linted].map(([document, findings]) => {
      const { file } = document;
      if (findings.length === 0) return [document, findings];
      const near = secretsIn.get(file) ?? secretsNear(file);
      secretsIn.set(file, near);
      return [document, findings.map((finding) => maskFinding(finding, near(finding)))];
    }),
  );
}

function maskFinding(finding: LintFinding, secrets: readonly string[]): LintFinding {
  const hide = (text: string): string => secrets.reduce(withoutSecret, maskShapes(text)).replaceAll(/\*{3,}/g, '***');
  const { message, hint, fix } = finding;
  return {
    ...finding,
    message: hide(message),
    ...(hint !== undefined && { hint: hide(hint) }),
    ...(fix !== undefined && {
      fix: {
        ...fix,
        description: hide(fix.description),
        isSecret: fix.isSecret || fix.edits.some(({ text }) => hide(text) !== text),
      },
    }),
  };
}

function withoutSecret(text: string, secret: string): string {
  if (secret.length <= LONGEST) return text.replaceAll(secret, '***');
  const beginning = secret.slice(0, LONGEST).replaceAll(/\W/g, '\\$&');
  return text.replaceAll(new RegExp(`${beginning}[^\\s"']*`, 'g'), '***');
}

type SecretsNear = (finding: LintFinding) => readonly string[];

function secretsNear(file: LintFile): SecretsNear {
  const { offsetOf } = textPlaces(file.text);
  return ({ position }) => {
    const masked = maskedText(file);
    const offset = offsetOf(position);
    const start = Math.max(0, offset - BEFORE);
    const runs = masked.slice(start, offset + BEHIND).matchAll(/\*+/g);
    const secrets = Array.from(runs, ({ 0: run, index }) => file.text.slice(start + index, start + index + run.length));
    // Of text in a damaged line that is hidden as a whole, a message may quote a part.
    const parts = secrets.flatMap((secret) => secret.split(/[\s"'{}[\],:=]+/).filter((part) => /\d/.test(part)));
    const all = [...secrets, ...parts].filter((secret) => secret.length >= SHORTEST && /[^*]/.test(secret));
    return [...new Set(all.flatMap((secret) => [secret, secret.toLowerCase()]))].toSorted(byLength);
  };
}

/** The longest first: one may be a part of another. */
function byLength(left: string, right: string): number {
  return right.length - left.length;
}
