/** The reason of an abort by Ctrl-C or by whoever stops processes. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** The reason of an abort because nobody reads stdout any more. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';

  constructor() {
    super('nobody reads the output any more');
  }
}
