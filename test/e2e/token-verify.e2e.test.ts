import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cli } from '../support/cli.ts';
import { requireAssets } from './assets.ts';
import { startControlPlane } from './control-plane.ts';
import type { ControlPlane } from './control-plane.ts';
import { REFUSED_TOKENS } from './refused-tokens.ts';
import { TokenStage } from './token-stage.ts';

const assets = requireAssets();
const directory = mkdtempSync(join(tmpdir(), 'k8s-disco-verify-'));
let controlPlane: ControlPlane;
let stage: TokenStage;

beforeAll(async () => {
  controlPlane = await startControlPlane(assets);
  stage = new TokenStage(controlPlane);
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await controlPlane.stop();
});

/** The parts of a TokenReport that the scenarios look at. */
interface Cluster {
  readonly standing: string;
  readonly user: string | null;
  readonly admin: { readonly review: { readonly error: string | null } } | null;
  readonly findings: readonly { readonly id: string; readonly severity: string }[];
}

interface Verified {
  readonly code: number;
  readonly standing: string;
  readonly user: string | null;
  /** The error of the TokenReview. */
  readonly review: string | null;
  /** `T11 error`. */
  readonly findings: readonly string[];
}

let files = 0;

/** Verifies a token with an admin's kubeconfig, or without one, where the API server is named by its URL. */
async function verify(token: string, { asAdmin = true }: { readonly asAdmin?: boolean } = {}): Promise<Verified> {
  const file = join(directory, `token-${++files}`);
  writeFileSync(file, token);
  const { adminKubeconfig, url, caFile } = controlPlane;
  const where = asAdmin ? ['--kubeconfig', adminKubeconfig] : ['--server', url, '--certificate-authority', caFile];
  const { code, stdout, stderr } = await cli(['token', 'verify', file, '-o', 'json', ...where]);
  expect(`${stdout}${stderr}`).not.toMatch(/eyJ|ZXlK/);
  const [cluster] = (JSON.parse(stdout) as { clusters: Cluster[] }).clusters;
  if (cluster === undefined) throw new Error('a report without clusters');
  const { standing, user, admin, findings } = cluster;
  const told = findings.map(({ id, severity }) => `${id} ${severity}`);
  return { code, standing, user, review: admin?.review.error ?? null, findings: told };
}

describe('a token that is good', () => {
  test('of a Secret, with an admin and without', async () => {
    const account = await stage.account();
    const token = await stage.secretToken(account);
    const good = { code: 0, standing: 'taken', user: `system:serviceaccount:default:${account}`, review: null };
    expect(await verify(token)).toEqual({ ...good, findings: [] });
    expect(await verify(`${token}\n`, { asAdmin: false })).toEqual({ ...good, findings: [] });
  });

  test('of an hour', async () => {
    const token = await stage.requestedToken(await stage.account());
    expect(await verify(token)).toMatchObject({ code: 0, standing: 'taken', findings: ['T05 warning'] });
  });

  test('of a Secret that its account names, so that the clean-up takes it for its own', async () => {
    const account = await stage.account();
    const token = await stage.secretToken(account);
    await stage.patch('serviceaccounts', account, { secrets: [{ name: `${account}-token` }] });
    expect(await verify(token)).toMatchObject({ code: 0, standing: 'taken', findings: ['T18 warning'] });
  });
});

describe('a token whose account', () => {
  test('is default has not the rights', async () => {
    const token = await stage.requestedToken('default', { expirationSeconds: 10 * 86_400 });
    expect(await verify(token)).toMatchObject({ code: 1, standing: 'taken', findings: ['T19 error'] });
  });

  test('has no rights at all', async () => {
    const token = await stage.secretToken(await stage.account({ kind: 'none' }));
    expect(await verify(token)).toMatchObject({ code: 1, standing: 'taken', findings: ['R01 error'] });
  });

  test('may list and not watch', async () => {
    const rules = [{ apiGroups: ['', 'discovery.k8s.io'], resources: ['endpoints', 'endpointslices'], verbs: ['list'] }];
    const token = await stage.secretToken(await stage.account({ kind: 'rules', rules }));
    expect(await verify(token)).toMatchObject({ code: 1, standing: 'taken', findings: ['R02 error'] });
  });

  test('has the rights on one resource, where no config says which', async () => {
    const rules = [{ apiGroups: [''], resources: ['endpoints'], verbs: ['list', 'watch'] }];
    const token = await stage.secretToken(await stage.account({ kind: 'rules', rules }));
    expect(await verify(token)).toMatchObject({ code: 0, standing: 'taken', findings: [] });
  });
});

describe('a token that is refused', () => {
  test.each(REFUSED_TOKENS.map((refused) => [`${refused.id}: ${refused.title}`, refused] as const))(
    '%s',
    async (_title, refused) => {
      const { make, id, review, alone } = refused;
      const token = await make(stage);
      expect(await verifyRefused(token)).toEqual({
        code: 1,
        standing: 'refused',
        user: null,
        review: expect.stringMatching(review) as string,
        findings: [`${id} error`],
      });
      expect(await verify(token, { asAdmin: false })).toMatchObject({ code: 1, findings: [`${alone} error`] });
    },
  );

  /** What was done to an object just now the API server may not know yet. */
  function verifyRefused(token: string): Promise<Verified> {
    return vi.waitFor(
      async () => {
        const verified = await verify(token);
        if (verified.standing === 'taken') throw new Error('still taken');
        return verified;
      },
      { timeout: 15_000, interval: 1000 },
    );
  }

  test('T22: empty, so that nothing is sent', async () => {
    expect(await verify('\n')).toEqual({ code: 1, standing: 'unsent', user: null, review: null, findings: ['T22 error'] });
  });
});
