const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment, in milliseconds since 1970, to the minute: `2026-11-21 09:00 UTC`. */
export function momentText(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A duration in milliseconds in its largest fitting unit, rounded: `45 seconds`, `90 minutes`, `24 hours`, `365 days`. */
export function durationText(duration: number): string {
  if (duration < 2 * MINUTE) return counted(duration / SECOND, 'second');
  if (duration < 2 * HOUR) return counted(duration / MINUTE, 'minute');
  return duration <= 2 * DAY ? counted(duration / HOUR, 'hour') : counted(duration / DAY, 'day');
}

function counted(count: number, unit: string): string {
  const whole = Math.round(count);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
