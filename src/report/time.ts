/** `12:03:07`, in the local time zone. */
export function formatTime(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `2026-11-21T09:00:00Z` (RFC 3339); the moment in milliseconds since 1970. */
export function formatUtc(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, -5)}Z`;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** So many milliseconds in whole units, cut off: `3 s`, `12 min`, `47 h`, `41 d`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.floor(milliseconds / SECOND)} s`;
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} min`;
  if (milliseconds < 2 * DAY) return `${Math.floor(milliseconds / HOUR)} h`;
  return `${Math.floor(milliseconds / DAY)} d`;
}

/** How far a moment is from now: `in 41 d`, `3 h ago`. Both in milliseconds since 1970. */
export function formatDistance(moment: number, now: number): string {
  return moment < now ? `${formatDuration(now - moment)} ago` : `in ${formatDuration(moment - now)}`;
}
