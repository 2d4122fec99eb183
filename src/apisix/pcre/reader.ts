/** A fault in a pattern, worded as PCRE words it. */
export class PatternFault extends Error {}

/** Reads a pattern one unit at a time: a byte (as the character of that number), or a code point under (*UTF8). */
export class Reader {
  at = 0;
  private readonly units: readonly string[];

  constructor(units: readonly string[]) {
    this.units = units;
  }

  atEnd(): boolean {
    return this.at >= this.units.length;
  }

  /** The unit `ahead` of the next one, or '' beyond the end. */
  peek(ahead = 0): string {
    return this.units[this.at + ahead] ?? '';
  }

  /** The next unit, consumed; '' at the end. */
  take(): string {
    return this.units[this.at++] ?? '';
  }

  startsWith(text: string): boolean {
    return [...text].every((character, index) => this.peek(index) === character);
  }

  /** Consumes `text` when it comes next. */
  skip(text: string): boolean {
    const found = this.startsWith(text);
    if (found) this.at += text.length;
    return found;
  }

  /** Consumes units as long as `test` holds, at most `limit`. */
  takeWhile(test: RegExp, limit = Infinity): string {
    let taken = '';
    while (taken.length < limit && test.test(this.peek())) taken += this.take();
    return taken;
  }

  /** A decimal number, or null when no digit comes next. PCRE reads into a C int. */
  takeNumber(): number | null {
    const digits = this.takeWhile(/^[0-9]$/);
    if (digits === '') return null;
    if (Number(digits) > 2 ** 31 - 1) throw new PatternFault('number is too big');
    return Number(digits);
  }
}
