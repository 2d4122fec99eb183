import type { Clock } from '../../time/clock.ts';
import type { Answer } from '../answer.ts';
import { DISTURBANCES } from './disturbances.ts';
import type { Asked, Fault } from './fault.ts';
import { REFUSALS } from './refusals.ts';

/** Every fault that there is, in the order of the help. */
export const FAULTS: readonly Fault[] = [
  ...REFUSALS,
  ...DISTURBANCES,
  { kind: 'expired-cert', summary: 'the serving certificate has expired', stage: 'certificate', certificate: 'expired' },
  {
    kind: 'wrong-name-cert',
    summary: 'the serving certificate is for another host',
    stage: 'certificate',
    certificate: 'wrong-name',
  },
  { kind: 'no-token-controller', summary: 'Secrets for tokens stay without one', stage: 'token-controller' },
];

/** A fault that is switched on; without `times` for good. */
export interface PlannedFault {
  readonly fault: Fault;
  readonly times: number | undefined;
}

/** Reads `KIND` or `KIND:TIMES`, such as `429:2`. The message of a failure is one line and lists the kinds. */
export function parseFault(
  text: string,
): { readonly ok: true; readonly fault: PlannedFault } | { readonly ok: false; readonly message: string } {
  const [kind, count, ...rest] = text.split(':');
  const fault = FAULTS.find((candidate) => candidate.kind === kind);
  if (fault === undefined) {
    return { ok: false, message: `unknown fault "${text}"; known are ${FAULTS.map((known) => known.kind).join(', ')}` };
  }
  if (count === undefined) return { ok: true, fault: { fault, times: undefined } };
  if (fault.stage === 'certificate')
    return { ok: false, message: `fault "${fault.kind}" holds for every connection and takes no count` };
  if (fault.stage === 'token-controller')
    return { ok: false, message: `fault "${fault.kind}" holds until it is ended and takes no count` };
  if (!/^[1-9]\d{0,8}$/.test(count) || rest.length > 0)
    return { ok: false, message: `the count in fault "${text}" is no whole number from 1 on` };
  return { ok: true, fault: { fault, times: Number(count) } };
}

/** The faults in force. Each one counts down with every request that it hit, and is over at zero. */
export class FaultPlan {
  #planned: { readonly fault: Fault; left: number }[] = [];

  /** Replaces all faults in force. */
  set(faults: readonly PlannedFault[]): void {
    this.#planned = faults.map(({ fault, times }) => ({ fault, left: times ?? Infinity }));
  }

  /** The answer of the first fault that hits the request, or undefined. */
  replace(asked: Asked): Answer | undefined {
    return this.#first((fault) => (fault.stage === 'request' ? fault.replace(asked) : undefined));
  }

  /** The answer after all faults that hit it. */
  disturb(answer: Answer, clock: Clock): Answer {
    let disturbed = answer;
    for (const planned of this.#planned) {
      if (planned.left === 0 || planned.fault.stage !== 'answer') continue;
      const next = planned.fault.disturb(disturbed, clock);
      if (next === undefined) continue;
      planned.left -= 1;
      disturbed = next;
    }
    return disturbed;
  }

  /** Which certificate to serve. */
  get certificate(): 'good' | 'expired' | 'wrong-name' {
    for (const { fault } of this.#planned) if (fault.stage === 'certificate') return fault.certificate;
    return 'good';
  }

  /** Whether the token controller is at work. */
  get hasTokenController(): boolean {
    return this.#planned.every(({ fault }) => fault.stage !== 'token-controller');
  }

  #first(attempt: (fault: Fault) => Answer | undefined): Answer | undefined {
    for (const planned of this.#planned) {
      const answer = planned.left > 0 ? attempt(planned.fault) : undefined;
      if (answer === undefined) continue;
      planned.left -= 1;
      return answer;
    }
    return undefined;
  }
}
