/** A label of DNS (RFC 1123): lower-case letters, digits and hyphens, with a letter or a digit at both ends. */
const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** Characters of the name of a namespace, which is a label of DNS. */
export const LONGEST_NAMESPACE = 63;

/** Characters of the name of any other object that this program names, which is a name of DNS. */
export const LONGEST_NAME = 253;

/** Whether Kubernetes takes a text for the name of a namespace. What is none cannot be there, nor stand in a path. */
export function isNamespaceName(text: string): boolean {
  return LABEL.test(text) && text.length <= LONGEST_NAMESPACE;
}

/** Whether Kubernetes takes a text for the name of an account, a Secret, a pod, a node or a Service. What is none cannot be there, nor stand in a path. */
export function isObjectName(text: string): boolean {
  return text.split('.').every((part) => LABEL.test(part)) && text.length <= LONGEST_NAME;
}
