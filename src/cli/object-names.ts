import { Option } from 'commander';
import { UserError } from '../findings/user-error.ts';
import { maskTokens } from '../kube/mask-tokens.ts';
import { isNamespaceName, isObjectName, LONGEST_NAME, LONGEST_NAMESPACE } from '../kube/object-name.ts';

/** `-n`: where the account is. */
export function namespaceOption(): Option {
  return new Option(
    '-n, --namespace <NAMESPACE>',
    "of the ServiceAccount (default: the kubeconfig context's, else default)",
  ).argParser((text) => {
    if (isNamespaceName(text)) return text;
    const rule = 'lower-case letters, digits and hyphens, with a letter or a digit at both ends';
    throw misnamed(text, { flag: '--namespace', longest: LONGEST_NAMESPACE, rule });
  });
}

/** What `-n` leaves out is the namespace of the kubeconfig's context, and without one `default`. */
export function namespaceOf(flag: string | undefined, ofContext: string | undefined): string {
  return flag ?? ofContext ?? 'default';
}

/** Takes the name of an object other than a namespace; `flag` is what the user calls it. Throws a {@link UserError} that says how it might be written. */
export function objectName(flag: string, longest = LONGEST_NAME): (text: string) => string {
  return (text) => {
    if (isObjectName(text) && text.length <= longest) return text;
    const rule = 'lower-case letters, digits, hyphens and dots, with a letter or a digit at both ends of each part';
    throw misnamed(text, { flag, longest, rule });
  };
}

function misnamed(
  text: string,
  { flag, longest, rule }: { readonly flag: string; readonly longest: number; readonly rule: string },
): UserError {
  if (text.length > longest) return new UserError(`${flag} takes at most ${longest} characters, and this has ${text.length}`);
  const mended = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  // Most of a token would still be in a name that was made of it.
  const question = mended === '' || maskTokens(text) !== text ? '' : ` Did you mean ${mended}?`;
  return new UserError(`${flag} ${JSON.stringify(text)} is no name in Kubernetes.${question}`, { hint: `It takes ${rule}.` });
}
