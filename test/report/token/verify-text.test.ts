import { describe, expect, test } from 'vitest';
import { releaseOf } from '../../../src/apisix/release.ts';
import { verifyText } from '../../../src/report/token/verify-text.ts';
import { inspectToken } from '../../../src/token/inspect.ts';
import type { RightAnswer } from '../../../src/token/verify/facts.ts';
import type { VerifiedToken } from '../../../src/token/verify/verification.ts';
import { SECRET_CLAIMS, unsignedToken } from '../../support/tokens.ts';
import { plainPage } from '../../support/page.ts';

const page = plainPage({ columns: 200 });
const NOW = Date.parse('2026-11-21T09:00:00Z');
const SLICES = '– may not list and watch endpointslices\n';

const right = (resource: RightAnswer['resource'], verb: RightAnswer['verb']): RightAnswer => ({
  resource,
  verb,
  allowed: resource === 'endpoints',
  reason: undefined,
});

/** A good token of an account that may ask for endpoints alone; `lastUsed` as an admin saw it. */
function good(lastUsed: string): VerifiedToken {
  const token = { text: unsignedToken(SECRET_CLAIMS), place: { kind: 'stdin' } } as const;
  return {
    kind: 'verified',
    connection: { id: undefined, name: 'prod', server: new URL('https://10.1.0.5:6443'), source: { kind: 'flags' } },
    kubernetes: '1.36',
    inspection: inspectToken(token, { release: releaseOf('3.18.0'), now: NOW }),
    standing: 'taken',
    user: 'system:serviceaccount:default:apisix',
    groups: [],
    rights: [right('endpoints', 'list'), right('endpoints', 'watch'), right('endpointslices', 'list')],
    needed: { resources: ['endpoints', 'endpointslices'], extent: 'one' },
    reading: undefined,
    skewMs: 0,
    admin: {
      kind: 'asked',
      credentials: 'the token of kubeconfig user admin',
      review: undefined,
      secret: { kind: 'present', lastUsed, invalidSince: undefined },
      account: undefined,
      keys: undefined,
      version: undefined,
    },
    findings: [],
  };
}

function text(verification: VerifiedToken, { verbose = false } = {}): string {
  return verifyText([verification], { page, now: NOW, gatewayVersion: '3.18.0', verbose });
}

describe('a good token', () => {
  test('says when it was last used, but for today, as that was this very use', () => {
    expect(text(good('2026-11-20'))).toContain('✔ never expires, last used on 2026-11-20\n');
    expect(text(good('2026-11-21'))).toContain('✔ never expires\n');
  });

  test('says what it may not do and need not only with -v', () => {
    expect(text(good('2026-11-21'))).not.toContain(SLICES);
    expect(text(good('2026-11-21'), { verbose: true })).toContain(SLICES);
  });

  test('ends by the clock of the API server', () => {
    const token = { text: unsignedToken({ ...SECRET_CLAIMS, exp: NOW / 1000 + 600 }), place: { kind: 'stdin' } } as const;
    const hour = 3_600_000;
    const inspection = inspectToken(token, { release: releaseOf('3.18.0'), now: NOW });
    const ofFastClock = verifyText([{ ...good(''), inspection, skewMs: -hour }], {
      page,
      now: NOW + hour,
      gatewayVersion: '3.18.0',
      verbose: false,
    });
    expect(ofFastClock).toContain('✔ expires 2026-11-21 09:10 UTC, in 10 min\n');
  });
});
