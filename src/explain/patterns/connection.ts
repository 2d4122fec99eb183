import { dialFaultOf } from '../dial-fault.ts';
import { pattern } from '../pattern.ts';
import { doctor, doctorOfPerson, proofOf } from '../prove.ts';
import type { Symptom } from '../symptom.ts';
import { DIAL_CAUSES } from './dial-causes.ts';
import type { Dial } from './dial-causes.ts';

function dialOf(symptom: Symptom): Dial | undefined {
  if (symptom.kind === 'connect-failed') {
    const { host, port, message } = symptom;
    const text = `connect apiserver failed, apiserver.host: ${host}, apiserver.port: ${port}, message : ${message}`;
    return { text, host, fault: dialFaultOf(message), isOfGateway: true };
  }
  if (symptom.kind !== 'dial-failed') return undefined;
  const { program, target, message } = symptom;
  const fault = dialFaultOf(message);
  const host = target?.replace(/:\d+$/, '');
  return fault === 'other' ? undefined : { text: `${program}: ${withoutTimes(message)}`, host, fault, isOfGateway: false };
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
      prove: ({ isOfGateway }: Dial) => (isOfGateway ? proofOf(row.id, doctor('connection')) : doctorOfPerson('connection')),
    })),
  ),
});
