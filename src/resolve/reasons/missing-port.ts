import type { Spelling } from '../spelling.ts';

/** S01: no colon at all. */
export const missingPort: Spelling = ({ text, form }) =>
  text.includes(':')
    ? undefined
    : {
        id: 'S01',
        message: `The port is missing. APISIX wants ${form}.`,
        meant: [],
        suggest: ({ instead }) => instead(`${text}:`),
      };
