const NAME = "consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const NAME_PATTERN = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const NAME_HELP = `must ${NAME} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${NAME_PATTERN}')`;
const VALUE_PATTERN = `(${NAME_PATTERN})?`;
const VALUE_HELP =
  `a valid label must be an empty string or ${NAME} ` +
  `(e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '${VALUE_PATTERN}')`;
const SUBDOMAIN_PATTERN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const SUBDOMAIN_HELP =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an " +
  `alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN_PATTERN}')`;

const matchesWhole = (pattern: string, text: string) => new RegExp(`^${pattern}$`).test(text) && !text.endsWith('\n');

/**
 * What is wrong with a label key, in the API server's words, or undefined. Rule and wording: `IsQualifiedName`,
 * k8s.io/apimachinery/pkg/util/validation.
 */
export function labelKeyProblem(key: string): string | undefined {
  const parts = key.split('/');
  if (parts.length > 2) {
    return `a valid label key ${NAME_HELP} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`;
  }
  const problems: string[] = [];
  const name = parts.at(-1) ?? '';
  const prefix = parts.length === 2 ? parts[0] : undefined;
  if (prefix === '') problems.push('prefix part must be non-empty');
  else if (prefix !== undefined) {
    if (prefix.length > 253) problems.push('prefix part must be no more than 253 bytes');
    if (!matchesWhole(SUBDOMAIN_PATTERN, prefix)) problems.push(`prefix part ${SUBDOMAIN_HELP}`);
  }
  if (name === '') problems.push('name part must be non-empty');
  else if (name.length > 63) problems.push('name part must be no more than 63 bytes');
  if (!matchesWhole(NAME_PATTERN, name)) problems.push(`name part ${NAME_HELP}`);
  return problems.length === 0 ? undefined : problems.join('; ');
}

/** What is wrong with a label value, in the API server's words, or undefined. Rule and wording: `IsValidLabelValue`, the same package. */
export function labelValueProblem(value: string): string | undefined {
  const problems: string[] = [];
  if (value.length > 63) problems.push('must be no more than 63 bytes');
  if (!matchesWhole(VALUE_PATTERN, value)) problems.push(VALUE_HELP);
  return problems.length === 0 ? undefined : problems.join('; ');
}
