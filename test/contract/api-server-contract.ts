import { afterAll, beforeAll, describe } from 'vitest';

import { applyContract } from './apply-contract.ts';
import { applyRefusalContract } from './apply-refusal-contract.ts';
import type { ContractTarget } from './contract-target.ts';
import { dryRunContract } from './dry-run-contract.ts';
import { escalationContract } from './escalation-contract.ts';
import { fieldManagerContract } from './field-manager-contract.ts';
import { historyContract } from './history-contract.ts';
import { listContract } from './list-contract.ts';
import { notFoundContract } from './not-found-contract.ts';
import { pagingContract } from './paging-contract.ts';
import { rbacContract } from './rbac-contract.ts';
import { reviewContract } from './review-contract.ts';
import { rightsContract } from './rights-contract.ts';
import { roleContract } from './role-contract.ts';
import { secretTokenContract } from './secret-token-contract.ts';
import { selectorContract } from './selector-contract.ts';
import { tokenRequestContract } from './token-request-contract.ts';
import { tokenReviewContract } from './token-review-contract.ts';
import { tokenSecretContract } from './token-secret-contract.ts';
import { watchContract } from './watch-contract.ts';
import { writeContract } from './write-contract.ts';

/** What the playground claims about API servers, as facts that hold on it and on a real one. Those about Secrets with tokens need a token controller. */
export function apiServerContract(
  name: string,
  start: () => Promise<ContractTarget>,
  { hasTokenController }: { readonly hasTokenController: boolean },
): void {
  describe(`${name}`, () => {
    let target: ContractTarget | undefined;
    beforeAll(async () => {
      target = await start();
    });
    afterAll(() => target?.stop());
    const started = (): ContractTarget => {
      if (target === undefined) throw new Error(`${name} has not started`);
      return target;
    };

    listContract(started);
    pagingContract(started);
    selectorContract(started);
    watchContract(started);
    rightsContract(started);
    notFoundContract(started);
    writeContract(started);
    applyContract(started);
    applyRefusalContract(started);
    fieldManagerContract(started);
    dryRunContract(started);
    rbacContract(started);
    roleContract(started);
    escalationContract(started);
    reviewContract(started);
    tokenReviewContract(started);
    tokenRequestContract(started);
    if (hasTokenController) {
      tokenSecretContract(started);
      secretTokenContract(started);
    }
    // Last, because it breaks connections and takes history away.
    historyContract(started);
  });
}
