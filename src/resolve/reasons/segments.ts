/** A name cut at its last colon and at its slashes. */
export interface Segments {
  readonly path: readonly string[];
  readonly port: string;
}

/** Of a text with a colon. */
export function segmentsOf(text: string): Segments {
  const colon = text.lastIndexOf(':');
  return { path: text.slice(0, colon).split('/'), port: text.slice(colon + 1) };
}

export function joinSegments(path: readonly string[], port: string): string {
  return `${path.join('/')}:${port}`;
}
