import { CONFIG_LINES } from './config-lines.ts';
import { DICT_LINES } from './dict-lines.ts';
import type { GatewaySymptom } from './gateway-symptom.ts';
import { LIST_WATCH_LINES } from './list-watch-lines.ts';
import type { LogMessage } from './log-message.ts';
import { REQUEST_LINES } from './request-lines.ts';
import { START_LINES } from './start-lines.ts';

const LINES = [...LIST_WATCH_LINES, ...START_LINES, ...CONFIG_LINES, ...DICT_LINES, ...REQUEST_LINES];

/**
 * What a message of the gateway says about discovery; undefined where it says nothing, or is another module's. Read in
 * apisix/discovery/kubernetes/{init,core,informer_factory}.lua, apisix/{init,upstream,balancer}.lua and apisix/cli of 2.13.0 to 3.18.0.
 */
export function readLogMessage({ text, place }: LogMessage): GatewaySymptom | undefined {
  for (const { words, files, read } of LINES) {
    const match = words.exec(text);
    if (match === null || (files !== undefined && !isFrom(files, place))) continue;
    return read(match);
  }
  return undefined;
}

/** A message without a place was given in part, and may be from anywhere. */
function isFrom(files: readonly string[], place: LogMessage['place']): boolean {
  return place === undefined || (!place.isForeign && files.includes(place.file));
}
