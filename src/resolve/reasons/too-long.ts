import type { Spelling } from '../spelling.ts';

/** `service_name` in the gateway's schema_def.lua, all releases. */
const MAX_LENGTH = 256;

/** S22. */
export const tooLong: Spelling = ({ text }) => {
  const { length } = Array.from(text);
  if (length <= MAX_LENGTH) return undefined;
  return {
    id: 'S22',
    message: `The gateway takes a service_name of ${MAX_LENGTH} characters at most; this one has ${length}.`,
    meant: [],
  };
};
