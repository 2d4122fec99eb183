import { failureId } from '../../../discovery/failure.ts';
import { withFullStop } from '../../../findings/full-stop.ts';
import { fail, pass } from '../../answer.ts';
import type { Answer } from '../../answer.ts';
import type { ClusterCheck } from '../../check.ts';
import type { ExaminedCluster } from '../../examined-cluster.ts';
import { readListed } from '../../facts/listing.ts';
import type { Listed } from '../../facts/listing.ts';
import { tryWatch } from '../../watch-trial.ts';
import type { WatchTrial } from '../../watch-trial.ts';
import { REQUEST_FAILURES } from './request-failures.ts';

/** As short as an API server takes it, for the end of a watch has to be waited for. */
const SHORT_SECONDS = 1;

/** An event that is due at once comes within milliseconds. */
const PATIENCE_MS = 5_000;

/** Longer than anybody waits for the event, so that what comes is not what a proxy had held back until the end. */
const LONG_SECONDS = 30;

/** Whether what changes in the cluster reaches the gateway. */
export const watchDelivers: ClusterCheck = {
  name: 'watch-delivers',
  category: 'discovery',
  title: 'A watch delivers events',
  reads: 'a watch of a second from where the list ends, and one from before its newest object, which brings an event at once',
  causes: ['G01', 'G02', 'G25', ...REQUEST_FAILURES],
  needs: ['list-complete', 'may-watch'],
  scope: 'cluster',
  async examine(cluster) {
    const listed = await readListed(cluster);
    const [fresh, replay] = await Promise.all([watchAsGateway(cluster, listed), replayNewest(cluster, listed)]);
    return [judge(fresh, listed) ?? judge(replay, listed) ?? delivered({ fresh, replay })];
  },
};

/** Quiet clusters send nothing, not even a bookmark: there the proper end of a watch is all that it can bring. */
function watchAsGateway(cluster: ExaminedCluster, { target, cluster: { state } }: Listed): Promise<WatchTrial> {
  const { resourceVersion } = state;
  return tryWatch(cluster, {
    target,
    resourceVersion,
    timeoutSeconds: SHORT_SECONDS,
    waitMs: SHORT_SECONDS * 1000 + PATIENCE_MS,
    until: 'end',
  });
}

/** An API server has an event for this one, or says that it has forgotten it: a line in any case. Undefined where nothing was listed. */
async function replayNewest(cluster: ExaminedCluster, { target, survey }: Listed): Promise<WatchTrial | undefined> {
  if (survey.newestVersion < 2) return undefined;
  const resourceVersion = String(survey.newestVersion - 1);
  const trial = await tryWatch(cluster, {
    target,
    resourceVersion,
    timeoutSeconds: LONG_SECONDS,
    waitMs: PATIENCE_MS,
    until: 'line',
  });
  // The gateway would not ask this, so a refusal tells nothing of it.
  return trial.kind === 'refused' ? undefined : trial;
}

/** Undefined where all is well. */
function judge(trial: WatchTrial | undefined, { target }: Listed): Answer | undefined {
  switch (trial?.kind) {
    case undefined:
    case 'passed':
      return undefined;
    case 'refused': {
      const { error } = trial;
      // Whether the account may watch is asked elsewhere.
      if (error.kind === 'unauthorized' || error.kind === 'forbidden') throw error;
      return fail({
        id: failureId(error, target),
        message: `${withFullStop(error.message)} The gateway waits 40 s, lists anew and tries again.`,
      });
    }
    case 'error-event':
      // It lists anew at once.
      if (trial.code === 410) return undefined;
      return fail({
        id: 'G04',
        message: `The API server ended a watch with an error: ${withFullStop(trial.message)} The gateway waits 40 s before it lists anew.`,
      });
    case 'unreadable':
      return fail({
        id: 'G25',
        message:
          `The gateway applies no event of a watch from the line '${trial.line}' on, which is not written as API servers write. ` +
          'Have it ask the API server without the proxy that writes its answers anew.',
      });
    case 'cut':
      return fail({
        id: 'G01',
        message: `${withFullStop(trial.error.message)} Each time a watch is cut, the gateway is blind for 40 s. Look for a proxy or balancer that ends long answers.`,
      });
    case 'silent':
      return fail({
        id: 'G02',
        message:
          `The API server took a watch, and for ${PATIENCE_MS / 1000} s came nothing that was due, not even the end. A proxy holds it back, or a balancer ` +
          'leads to another cluster than for the list: the gateway serves old nodes for up to 49 min.',
      });
    default:
      return trial satisfies never;
  }
}

function delivered({ fresh, replay }: { readonly fresh: WatchTrial; readonly replay: WatchTrial | undefined }): Answer {
  return pass({
    evidence: [
      fresh.kind === 'error-event'
        ? 'The API server has forgotten what was when the list ended (410), and the gateway lists anew at once'
        : `A watch of ${SHORT_SECONDS} s was ended by the API server as asked`,
      ...(replay?.kind === 'passed' ? ['An event that was due came at once'] : []),
      ...(replay?.kind === 'error-event'
        ? ['Of what was before the list, the API server says at once that it has forgotten it (410)']
        : []),
    ],
  });
}
