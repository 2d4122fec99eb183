import type { ListWatchTarget } from '../../../discovery/request.ts';
import { durationText } from '../../../findings/time-text.ts';
import { fail, pass, skip, unknown } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import { readListed } from '../../facts/listing.ts';
import { tryWatch } from '../../watch-trial.ts';
import type { WatchTrial } from '../../watch-trial.ts';

/** The API server needs no longer to end a watch that is over. */
const PATIENCE_MS = 10_000;

/** No object is called so: a watch of it brings nothing but bookmarks. */
const NOBODY = 'metadata.name=k8s-disco-measures-the-idle-time';

/** Whether anything between here and the API server ends a watch on which nothing happens. */
export const idleWatchSurvives: ClusterCheck = {
  name: 'idle-watch-survives',
  category: 'discovery',
  title: 'A quiet watch is not cut',
  reads: 'with --measure-idle: a watch that brings nothing, to its end',
  causes: ['G02', 'N17'],
  needs: ['watch-delivers'],
  // The longest duration that --measure-idle takes, and a little.
  timeoutMs: 25 * 3_600_000,
  scope: 'cluster',
  async examine(cluster) {
    const { preferences, clock } = cluster;
    const { measureIdleMs } = preferences;
    if (measureIdleMs === undefined) return [skip('It takes minutes: ask for it with --measure-idle')];
    const { target, cluster: listed } = await readListed(cluster);
    const begun = clock.now();
    const trial = await tryWatch(cluster, {
      target: quiet(target),
      resourceVersion: listed.state.resourceVersion,
      // That it ends it by then as asked proves that the connection has lived.
      timeoutSeconds: Math.ceil(measureIdleMs / 1000),
      waitMs: measureIdleMs + PATIENCE_MS,
      until: 'end',
    });
    return [judge(trial, { elapsedMs: clock.now() - begun, wantedMs: measureIdleMs })];
  },
};

function quiet(target: ListWatchTarget): ListWatchTarget {
  return { ...target, fieldSelector: target.fieldSelector === undefined ? NOBODY : `${target.fieldSelector},${NOBODY}` };
}

/** Clocks are set now and then, and the API server's timer is not this one. */
const ALLOWANCE_MS = 1000;

function judge(trial: WatchTrial, { elapsedMs, wantedMs }: { readonly elapsedMs: number; readonly wantedMs: number }): Answer {
  const time = durationText(elapsedMs);
  switch (trial.kind) {
    case 'refused':
      throw trial.error;
    case 'cut':
      return fail({
        id: 'N17',
        message:
          `A quiet watch was cut after ${time}. After each cut the gateway is blind for 40 s. Set the idle time-out of the balancer or firewall ` +
          'before the API server to an hour, or have it keep connections alive.',
      });
    case 'silent':
      return fail({
        id: 'G02',
        message:
          `A quiet watch was dropped without a word: its end never came, which was due ${durationText(PATIENCE_MS)} ago. The gateway goes on with old ` +
          'nodes for up to 49 min. Set the idle time-out of the balancer or firewall before the API server to an hour.',
      });
    case 'passed':
      if (elapsedMs >= wantedMs - ALLOWANCE_MS) return pass({ title: `A quiet watch lived for ${time}` });
      // An API server that shuts down does so, and some proxies do.
      return unknown(
        `The watch was ended properly after ${time} instead of ${durationText(wantedMs)}: whether quiet ones live for longer is not known`,
      );
    case 'error-event':
      return unknown(`The API server ended the watch with an error after ${time}: ${trial.message}`);
    case 'unreadable':
      return unknown(`After ${time} the watch was quiet no more: it brought the line '${trial.line}'`);
    default:
      return trial satisfies never;
  }
}
