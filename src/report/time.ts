/** `12:03:07`, in the local time zone. */
export function formatTime(time: number): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `400 ms`, `3 s`, `12 min`, `5 h`, `41 d`. */
export function formatDuration(milliseconds: number): string {
  const unit = UNITS.findLast(({ from }) => milliseconds >= from) ?? MILLISECONDS;
  return `${Math.floor(milliseconds / unit.length)} ${unit.name}`;
}

const MILLISECONDS = { from: 0, length: 1, name: 'ms' };

/** Each from where it still says two digits or so. */
const UNITS = [
  MILLISECONDS,
  { from: 1000, length: 1000, name: 's' },
  { from: 120_000, length: 60_000, name: 'min' },
  { from: 7_200_000, length: 3_600_000, name: 'h' },
  { from: 172_800_000, length: 86_400_000, name: 'd' },
];
