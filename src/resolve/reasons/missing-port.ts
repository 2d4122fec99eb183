import { SERVICE_NAME_FORM } from '../../apisix/service-name.ts';
import type { Explain } from '../question.ts';

/** S01: no colon at all. */
export const missingPort: Explain = async ({ text, discovery, instead }) =>
  text.includes(':')
    ? undefined
    : {
        id: 'S01',
        message: `The port is missing. APISIX wants ${SERVICE_NAME_FORM[discovery.mode]}.`,
        suggestions: await instead(`${text}:`),
      };
