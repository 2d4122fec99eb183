/** A sentence with one full stop, whether it had one or not: what an API server says may end in one. */
export function withFullStop(sentence: string): string {
  return `${sentence.replace(/[.\s]+$/, '')}.`;
}
