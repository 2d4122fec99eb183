import type { Place } from '../findings/user-error.ts';

/** `config.yaml:6:13: message`, as editors and terminals make links of; without a place the message alone. */
export function placedText(message: string, place: Place | undefined): string {
  if (place === undefined) return message;
  const { path, line, column } = place;
  return `${[path, line, column].filter((part) => part !== undefined).join(':')}: ${message}`;
}
