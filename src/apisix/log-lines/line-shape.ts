import type { GatewaySymptom } from './gateway-symptom.ts';

/** How one line of the gateway looks, and what it says. */
export interface LineShape {
  /** Matches a message from its start. */
  readonly words: RegExp;
  /** Files of Lua that write it; a message that is known to come from another is of another module. Absent: the words alone tell. */
  readonly files?: readonly string[];
  /** Undefined where the words fit and yet say nothing about discovery. */
  readonly read: (match: RegExpExecArray) => GatewaySymptom | undefined;
}
