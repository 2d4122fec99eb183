import type { WatchAnswer } from '../answer.ts';
import { tooOldResourceVersion } from '../status/expired.ts';
import type { Fault } from './fault.ts';

const SLOW_MS = 2000;
const DROP_AFTER_MS = 1000;

function onWatch(
  wrap: (open: WatchAnswer['open']) => WatchAnswer['open'],
): Pick<Fault & { stage: 'answer' }, 'stage' | 'disturb'> {
  return { stage: 'answer', disturb: (answer) => (answer.kind === 'watch' ? { ...answer, open: wrap(answer.open) } : undefined) };
}

/** Right answers that arrive wrong, late or not whole. */
export const DISTURBANCES: readonly Fault[] = [
  {
    kind: '410',
    summary: 'a watch gets an ERROR event with code 410 at once',
    ...onWatch(() => (sink) => {
      sink.line(JSON.stringify({ type: 'ERROR', object: tooOldResourceVersion(1, 2).status }));
      sink.end();
      return () => {};
    }),
  },
  {
    kind: 'slow',
    summary: `every answer starts ${SLOW_MS / 1000} s late`,
    stage: 'answer',
    disturb: (answer) => ({ ...answer, delayMs: SLOW_MS }),
  },
  {
    kind: 'drop',
    summary: `a watch is cut off after ${DROP_AFTER_MS / 1000} s`,
    stage: 'answer',
    disturb(answer, clock) {
      if (answer.kind !== 'watch') return undefined;
      return {
        ...answer,
        open(sink) {
          const stop = answer.open(sink);
          const cancel = clock.after(DROP_AFTER_MS, () => {
            stop();
            sink.cut();
          });
          return () => {
            cancel();
            stop();
          };
        },
      };
    },
  },
  { kind: 'stall', summary: 'a watch stays open and silent, without bookmarks', ...onWatch(() => () => () => {}) },
  {
    kind: 'garbage',
    summary: 'a watch begins with a line that is no JSON',
    ...onWatch((open) => (sink) => {
      sink.line('\u0000garbage: not an event');
      return open(sink);
    }),
  },
  {
    kind: 'split',
    summary: 'bodies and events arrive cut anywhere, byte by byte',
    stage: 'answer',
    disturb: (answer) => ({ ...answer, split: true }),
  },
];
