import { releaseOf } from '../../src/apisix/release.ts';
import type { Recording } from './recording.ts';
import { RecordingServer } from './recording-server.ts';
import { replay } from './replay.ts';
import type { Verdict } from './verdict.ts';
import { judge } from './verdict.ts';

/** One scenario as one release. */
export interface Result {
  readonly id: string;
  readonly release: string;
  readonly verdict: Verdict;
}

const SIDE_BY_SIDE = 16;

/** Replays every recording for every release it names; results in the order of the recordings. */
export async function runConformance(recordings: readonly Recording[]): Promise<Result[]> {
  const server = await RecordingServer.start();
  try {
    const cases = recordings.flatMap((recording) => Object.keys(recording.expect).map((release) => ({ recording, release })));
    const results: Result[] = [];
    const queue = cases.entries();
    const work = async (): Promise<void> => {
      for (const [at, { recording, release }] of queue) {
        const verdict = await judge(recording, release, (scenario) => replay(scenario, releaseOf(release), server));
        results[at] = { id: recording.id, release, verdict };
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
    return results;
  } finally {
    await server.close();
  }
}
