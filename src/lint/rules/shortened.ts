const LONGEST = 60;

/** Text of a file as a message shows it: not more than 60 characters of it. */
export function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
