import { createServer } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { certificateHolds } from '../../../../src/doctor/checks/connection/certificate-holds.ts';
import type { Answer } from '../../../../src/doctor/answer.ts';
import type { TlsTrust } from '../../../../src/kube/connection.ts';
import { createAuthority } from '../../../../src/playground/certificate-authority.ts';
import type { Authority } from '../../../../src/playground/certificate-authority.ts';
import { issue } from '../../../support/certificates.ts';
import type { Wanted } from '../../../support/certificates.ts';
import type { ExaminedClusterFields } from '../../../support/examined-cluster.ts';
import { listen } from '../../../support/listen.ts';
import { answerOfCheck, clusterAt } from './connection-stage.ts';

let authority: Authority;
let stranger: Authority;

beforeAll(async () => {
  authority = await createAuthority('kubernetes');
  stranger = await createAuthority('stranger');
});

interface Staged {
  readonly wanted?: Wanted;
  readonly trust?: TlsTrust;
  readonly fields?: ExaminedClusterFields;
}

/** What is said of a certificate for 127.0.0.1 and a day, unless another is wanted; times and ports are left out. */
async function answerTo({ wanted, trust, fields }: Staged = {}): Promise<Answer> {
  const port = await listen(createServer(await issue(authority, wanted)));
  const answer = await answerOfCheck(
    certificateHolds,
    clusterAt(`https://127.0.0.1:${port}`, trust === undefined ? {} : { trust }, fields),
  );
  const general = (text: string): string =>
    text.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'MOMENT').replace(String(port), 'PORT');
  const { cause } = answer;
  return {
    ...answer,
    evidence: answer.evidence.map(general),
    ...(cause === undefined ? {} : { cause: { ...cause, message: general(cause.message) } }),
  };
}

const gatewayTrust = (): TlsTrust => ({ verify: 'chain', servername: '', ca: [authority.caPem] });
const personTrust = (): TlsTrust => ({ verify: 'chain-and-name', ca: [authority.caPem] });

const OF = ['It is of CN=kubernetes, for 127.0.0.1 and localhost', 'It ends at MOMENT, in 24 h'];

describe('a certificate that holds', () => {
  test('for a gateway that does not look at it, which is told what it would say', async () => {
    const evidence = [
      ...OF,
      'The gateway does not verify it, as ssl_verify is off. With ssl_verify it would refuse it unless apisix.ssl.ssl_trusted_certificate holds its authority',
    ];
    expect(await answerTo()).toEqual({ outcome: 'pass', evidence });
  });

  test('for a gateway that cannot look at it', async () => {
    const evidence = [...OF, 'The gateway does not verify it: APISIX can from 3.17.0 on'];
    expect(await answerTo({ fields: { release: '3.16.0' } })).toEqual({ outcome: 'pass', evidence });
  });

  test('for whoever verifies it', async () => {
    expect(await answerTo({ trust: gatewayTrust() })).toEqual({ outcome: 'pass', evidence: OF });
    expect(await answerTo({ trust: personTrust(), fields: { holder: 'person' } })).toEqual({ outcome: 'pass', evidence: OF });
  });

  test('for a gateway, whatever the names are', async () => {
    const names = Array.from({ length: 9 }, (_, at) => `api-${at}.example.com`);
    const { outcome, evidence } = await answerTo({ trust: gatewayTrust(), wanted: { names } });
    const shown = names.slice(0, 6).join(', ');
    expect({ outcome, evidence: evidence[0] }).toEqual({
      outcome: 'pass',
      evidence: `It is of CN=kubernetes, for ${shown} and 3 more`,
    });
  });
});

describe('a certificate that does not', () => {
  test('N06: as its authority is not trusted, with the command that shows the right one', async () => {
    expect(
      await answerTo({
        trust: { verify: 'chain', servername: '', ca: [stranger.caPem] },
        fields: { address: ['--context', 'prod'] },
      }),
    ).toEqual({
      outcome: 'fail',
      cause: {
        id: 'N06',
        message:
          'The certificate of 127.0.0.1:PORT is of CN=kubernetes, which apisix.ssl.ssl_trusted_certificate lacks, and ssl_verify is on',
      },
      evidence: OF,
      mend: "kubectl get configmap kube-root-ca.crt -n default --context prod -o jsonpath='{.data.ca\\.crt}' > ca.crt",
    });
  });

  test('N06: the command leads nowhere in particular where no context is known', async () => {
    const { evidence, mend } = await answerTo({ trust: { verify: 'chain', servername: '', ca: [stranger.caPem] } });
    expect(mend).toMatch(/ --context CONTEXT /);
    expect(evidence.at(-1)).toMatch(/^No context of the kubeconfig names this API server/);
  });

  test('N07: as it is for other names, where names are compared', async () => {
    const wanted = { names: ['api.example.com'] };
    expect(await answerTo({ trust: personTrust(), wanted, fields: { holder: 'person' } })).toEqual({
      outcome: 'fail',
      cause: {
        id: 'N07',
        message:
          'The certificate of 127.0.0.1:PORT is not for 127.0.0.1: kubectl and this program refuse it, while a gateway compares no names. Use an address that it is for, or tls-server-name in the kubeconfig.',
      },
      evidence: ['It is of CN=kubernetes, for api.example.com', 'It ends at MOMENT, in 24 h'],
    });
    const byName = { ...personTrust(), servername: 'api.example.com' };
    expect((await answerTo({ trust: byName, wanted, fields: { holder: 'person' } })).outcome).toBe('pass');
  });

  test.each([
    ['expired at MOMENT, 24 h ago. Whoever verifies certificates refuses it.', [-48, -24]],
    ['is not valid before MOMENT, in 24 h. Whoever verifies certificates refuses it.', [24, 48]],
  ] as const)('N08: as it %s', async (words, validHours) => {
    const cause = { id: 'N08', message: `The certificate of 127.0.0.1:PORT ${words}` };
    expect(await answerTo({ trust: gatewayTrust(), wanted: { validHours } })).toMatchObject({ outcome: 'fail', cause });
    expect(await answerTo({ wanted: { validHours } })).toMatchObject({ outcome: 'warn', cause });
  });

  test.each([
    ['of a year, in its last month', [-335 * 24, 30 * 24 - 1], 'warn'],
    ['of a year, before', [-334 * 24, 31 * 24], 'pass'],
    ['of a day, in its last fifth', [-20, 4], 'warn'],
    ['of a day, before', [-19, 5], 'pass'],
  ] as const)('N08: soon, where it is %s', async (_title, validHours, outcome) => {
    const answer = await answerTo({ trust: gatewayTrust(), wanted: { validHours } });
    expect({ outcome: answer.outcome, id: answer.cause?.id }).toEqual({ outcome, id: outcome === 'warn' ? 'N08' : undefined });
  });
});

test('plain HTTP shows none', async () => {
  expect(await answerOfCheck(certificateHolds, clusterAt('http://127.0.0.1:1'))).toEqual({
    outcome: 'skip',
    evidence: ['Plain HTTP shows none'],
  });
});
