/** A list of texts as Go prints it with `%q`: `["a" "b"]`. */
export function goList(texts: readonly string[]): string {
  return `[${texts.map((text) => JSON.stringify(text)).join(' ')}]`;
}

/** Several errors as apimachinery's Aggregate joins them: in brackets, unless it is a single one. */
export function aggregateText(messages: readonly string[]): string {
  return messages.length === 1 ? messages.join('') : `[${messages.join(', ')}]`;
}
