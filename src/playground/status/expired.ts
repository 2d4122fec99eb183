import { StatusError } from './status.ts';

// Each 410 is for history that a request needs and that was compacted.

/** 410 for a watch, as its one event; `oldest` is the first resourceVersion that still is known. */
export function tooOldResourceVersion(asked: number, oldest: number): StatusError {
  return expired(`too old resource version: ${asked} (${oldest})`);
}

/** 410 for a list of a certain moment, or for a watch before it begins. */
export function tooOldFor(what: 'list' | 'watch'): StatusError {
  return expired(`The resourceVersion for the provided ${what} is too old.`);
}

/** 410 for a page; `token` continues from the same place without the promise of one consistent list. */
export function expiredContinue(token: string): StatusError {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the ' +
    'continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with ' +
    'the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the ' +
    'first chunk was returned and now may show up in the list.';
  return expired(message, { continue: token });
}

function expired(message: string, metadata: { readonly continue?: string } = {}): StatusError {
  return new StatusError({ message, reason: 'Expired', ...metadata, code: 410 });
}
