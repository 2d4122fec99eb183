import { expect, vi } from 'vitest';

import { review } from './ask.ts';
import type { ContractTarget } from './contract-target.ts';

/** Where TokenReviews are sent. */
export const TOKEN_REVIEWS = '/apis/authentication.k8s.io/v1/tokenreviews';

/** What a TokenReview has against a token, undefined where it is good for one of the audiences: the API server's own when absent. */
export async function tokenError(
  { admin }: ContractTarget,
  token: string,
  audiences?: readonly string[],
): Promise<string | undefined> {
  const { status, body } = await review(admin, TOKEN_REVIEWS, { token, ...(audiences && { audiences }) });
  const verdict = (body as { status: { error?: string } }).status;
  const { error } = verdict;
  expect(status).toBe(201);
  if (error === undefined) expect(verdict).toMatchObject({ authenticated: true });
  else expect(verdict).toEqual({ user: {}, error });
  return error;
}

/**
 * Resolves once a TokenReview has this against a token, or nothing where it is undefined. A real server learns of a write a moment later, and what it
 * accepts in that moment it goes on accepting for 10 s.
 */
export async function expectTokenError(target: ContractTarget, token: string, error: unknown): Promise<void> {
  await vi.waitFor(async () => expect(await tokenError(target, token)).toEqual(error), { timeout: 15_000 });
}
