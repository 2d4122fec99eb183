import { dialFaultOf } from '../dial-fault.ts';
import type { DialFault } from '../dial-fault.ts';
import { pattern } from '../pattern.ts';
import { doctor, doctorOfPerson, proofOf } from '../prove.ts';
import type { Symptom } from '../symptom.ts';
import { DIAL_CAUSES } from './dial-causes.ts';
import type { Dial } from './dial-causes.ts';

function dialOf(symptom: Symptom): Dial | undefined {
  if (symptom.kind === 'connect-failed') {
    const { host, port, message } = symptom;
    const text = `connect apiserver failed, apiserver.host: ${host}, apiserver.port: ${port}, message : ${message}`;
    return { text, host, fault: dialFaultOf(message), program: 'gateway', isUnconfigured: false };
  }
  if (symptom.kind !== 'dial-failed') return undefined;
  const { program, target, message } = symptom;
  const fault = dialFaultOf(message);
  const host = target?.replace(/:\d+$/, '');
  if (fault === 'other') return undefined;
  const isUnconfigured = program === 'kubectl' && target === 'localhost:8080';
  const said = program === 'kubectl' ? wordsOfKubectl(symptom, fault) : message;
  const text = program === undefined ? said : `${program}: ${withoutTimes(said)}`;
  return { text, host, fault, program, isUnconfigured };
}

/** Of one failure kubectl logs what it asked for, several times, and then says it in other words. */
function wordsOfKubectl({ target, message }: Extract<Symptom, { kind: 'dial-failed' }>, fault: DialFault): string {
  if (fault === 'refused' && target !== undefined) return `The connection to the server ${target} was refused`;
  return message.replace(/^Get "[^"]*": /, '');
}

function isOfPerson(program: Dial['program']): boolean {
  return program === 'kubectl' || program === 'curl';
}

/** `after 132 ms`, and the port that a client was given. */
function withoutTimes(message: string): string {
  return message.replaceAll(/ after \d+ ?ms| after \d+ milliseconds/g, '').replaceAll(/\b(?:read|write) tcp \S+->/g, 'tcp ');
}

/** No connection to the API server: of the gateway, of kubectl, of curl. */
export const connections = pattern<Dial>({
  name: 'connection-failed',
  examples: [
    '2026/11/21 10:01:12 [error] 46#46: *4 [lua] informer_factory.lua:281: connect apiserver failed, apiserver.host: 10.1.0.5, apiserver.port: 6443, message : connection refused',
    'Unable to connect to the server: x509: certificate signed by unknown authority',
    'curl: (28) Failed to connect to 10.1.0.5 port 6443 after 60001 ms: Connection timed out',
  ],
  of: dialOf,
  text: ({ text }) => text,
  causes: Object.entries(DIAL_CAUSES).flatMap(([fault, rows]) =>
    rows.map(({ when = () => true, ...row }) => ({
      ...row,
      when: (dial: Dial) => dial.fault === fault && when(dial),
      prove: ({ program }: Dial) => (isOfPerson(program) ? doctorOfPerson('connection') : proofOf(row.id, doctor('connection'))),
    })),
  ),
});
