/** Kinds and names that keep their capital: they are called so. */
const NAMES = /^(?:Kubernetes|Endpoints|EndpointSlices?|Services?|Secrets?)\b/;

/** A sentence as a part of another: `the API server answers`. A word such as `APISIX`, `TLS` or `Endpoints` keeps its capital. */
export function lowerFirst(sentence: string): string {
  const isWord = /^[A-Z](?:[a-z]|\s)/.test(sentence) && !NAMES.test(sentence);
  return isWord ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}
