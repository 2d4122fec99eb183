import { shellWord } from '../../findings/shell-word.ts';
import { expiryText } from '../../findings/time-text.ts';
import type { Inspection } from '../../token/inspect.ts';
import type { TokenPlace } from '../../token/token-text.ts';
import type { Page } from '../../terminal/page.ts';
import { findingLines } from '../finding-lines.ts';
import { headline } from '../headline.ts';
import { claimLines } from './claims.ts';

export interface InspectTextOptions {
  readonly page: Page;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly place: TokenPlace;
}

/** What a token tells of itself, for people: first whether it can work, then its claims. */
export function inspectText(inspection: Inspection, { page, now, place }: InspectTextOptions): string {
  const { claims, findings } = inspection;
  const isBroken = findings.some(({ severity }) => severity === 'error');
  const lines = [
    ...(isBroken || claims === undefined ? [] : passLines(inspection, { page, now })),
    ...findingLines(findings, page),
    ...(claims === undefined ? [] : claimLines(claims, { page, now })),
    ...(isBroken || place.kind !== 'file' ? [] : [`Next: k8s-disco token verify ${shellWord(place.path)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function passLines({ name, claims }: Inspection, { page, now }: Omit<InspectTextOptions, 'place'>): string[] {
  const { subject = 'an unnamed subject', expiresAt } = claims ?? {};
  return headline({ verdict: 'pass', text: `${name} is of ${subject}, and ${expiryText(expiresAt, now)}` }, page);
}
