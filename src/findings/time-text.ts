const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment, in milliseconds since 1970, to the minute: `2026-11-21 09:00 UTC`. */
export function momentText(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The same to the second: `2026-11-21 09:00:00 UTC`. */
export function exactMomentText(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A duration in milliseconds, rounded to whole units: `45 s`, `90 min`, `24 h`, `365 d`. */
export function durationText(duration: number): string {
  // Rounded before it is judged: a second less than two hours is 2 h, not 120 min.
  const seconds = Math.round(duration / SECOND);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(duration / MINUTE);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.round(duration / HOUR);
  return hours <= 48 ? `${hours} h` : `${Math.round(duration / DAY)} d`;
}

/** How far a moment is from now: `in 41 d`, `3 h ago`. Both in milliseconds since 1970. */
export function distanceText(moment: number, now: number): string {
  return moment < now ? `${durationText(now - moment)} ago` : `in ${durationText(moment - now)}`;
}

/** When something ends that ends at a moment, or undefined for never: `expires 2026-11-21 09:00 UTC, in 41 d`, `never expires`. */
export function expiryText(moment: number | undefined, now: number): string {
  return moment === undefined ? 'never expires' : `expires ${momentText(moment)}, ${distanceText(moment, now)}`;
}
