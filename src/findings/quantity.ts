/** A number of things in a sentence: `1 node`, `2 nodes`, `12,400 addresses`. `plural`: where it is not the noun with an s. */
export function quantity(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}
