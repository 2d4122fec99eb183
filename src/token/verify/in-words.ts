import type { Finding } from '../../findings/finding.ts';
import { withFullStop } from '../../findings/full-stop.ts';

/** Stands in commands for the flags that lead to a cluster, where they are not known. Pasted as it is, it leads to none. */
export const UNKNOWN_CONTEXT = ['--context', 'CONTEXT'] as const;

/** What is to be said with a command that holds them. */
export const WHOSE_CONTEXT = 'No context of the kubeconfig names this API server: put one that leads there in place of CONTEXT';

/** Whether the command that mends it holds {@link UNKNOWN_CONTEXT} because there is no `address`, and so is not ready to be pasted. */
export function lacksContext(address: readonly string[] | undefined, { mend }: Finding): boolean {
  return address === undefined && mend?.includes(UNKNOWN_CONTEXT.join(' ')) === true;
}

/** A finding as it is told where `address` leads to the cluster: with {@link WHOSE_CONTEXT} where its command needs it. */
export function toldAt(address: readonly string[] | undefined, finding: Finding): Finding {
  if (!lacksContext(address, finding)) return finding;
  return { ...finding, message: `${withFullStop(finding.message)} ${WHOSE_CONTEXT}.` };
}
