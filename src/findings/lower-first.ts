/** A sentence as a part of another: `the API server answers`. A word such as `APISIX` or `TLS` keeps its capital. */
export function lowerFirst(sentence: string): string {
  return /^[A-Z](?:[a-z]|\s)/.test(sentence) ? `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}
