import type { CatalogueId } from '../../findings/catalogue.ts';
import type { Finding } from '../../findings/finding.ts';

/** Stands in commands for the flags that lead to a cluster, where they are not known. Pasted as it is, it leads to none. */
export const UNKNOWN_CONTEXT = ['--context', 'CONTEXT'] as const;

/** What is mended in the file that holds the token, without any cluster. */
const MENDED_IN_FILE: readonly CatalogueId[] = ['T01', 'T02'];

/** A finding as it is told where `address` leads to the cluster. Its command is {@link inWords} where nothing is known to. */
export function toldAt(address: readonly string[] | undefined, finding: Finding): Finding {
  return address === undefined ? inWords(finding) : finding;
}

/** The same with its command, made with {@link UNKNOWN_CONTEXT}, as a part of the message: it is not ready to be pasted. */
function inWords(finding: Finding): Finding {
  const { mend, ...rest } = finding;
  if (mend === undefined || MENDED_IN_FILE.includes(finding.id)) return finding;
  return {
    ...rest,
    message: `${finding.message.replace(/\.$/, '')}. No context of the kubeconfig names this API server; where CONTEXT is one that leads there: ${mend}`,
  };
}
