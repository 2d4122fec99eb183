/** Facts that were read, each once, whoever asks for them and in whatever order. */
export class Memory<Source> {
  readonly #source: Source;
  readonly #facts = new Map<unknown, Promise<unknown>>();

  constructor(source: Source) {
    this.#source = source;
  }

  /** What `read` answers for the source, from the first call; a rejection, too, is remembered. */
  once<T>(read: (source: Source) => Promise<T>): Promise<T> {
    const known = this.#facts.get(read);
    // What stands under a function is what that function answered.
    if (known !== undefined) return known as Promise<T>;
    const fact = read(this.#source);
    this.#facts.set(read, fact);
    return fact;
  }
}
