import { Option } from 'commander';
import { UserError } from '../findings/user-error.ts';
import { DEFAULT_NAME } from '../token/account.ts';

/** `--name` and `-n`: whose account, for commands that make or remove one. */
export function accountOptions(): readonly Option[] {
  return [
    new Option('--name <NAME>', 'of the ServiceAccount, its ClusterRole and their binding')
      .argParser(accountName)
      .default(DEFAULT_NAME, DEFAULT_NAME),
    new Option(
      '-n, --namespace <NAMESPACE>',
      "of the ServiceAccount (default: the kubeconfig context's, else default)",
    ).argParser(namespaceName),
  ];
}

/** The names of Kubernetes are those of DNS (RFC 1123). */
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** A label of DNS, and the value of a label of Kubernetes. */
const LONGEST = 63;

function namespaceName(text: string): string {
  if (LABEL.test(text) && text.length <= LONGEST) return text;
  throw misnamed('--namespace', text, 'lower-case letters, digits and hyphens, with a letter or a digit at both ends');
}

/** It becomes the value of a label, too. */
function accountName(text: string): string {
  if (text.split('.').every((part) => LABEL.test(part)) && text.length <= LONGEST) return text;
  throw misnamed(
    '--name',
    text,
    'lower-case letters, digits, hyphens and dots, with a letter or a digit at both ends of each part',
  );
}

function misnamed(flag: string, text: string, rule: string): UserError {
  if (text.length > LONGEST) return new UserError(`${flag} takes at most ${LONGEST} characters, and this has ${text.length}`);
  const mended = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const question = mended === '' ? '' : ` Did you mean ${mended}?`;
  return new UserError(`${flag} ${JSON.stringify(text)} is no name in Kubernetes.${question}`, { hint: `It takes ${rule}.` });
}
