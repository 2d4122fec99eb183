import type { DiscoveryMode } from '../../src/apisix/service-name.ts';
import type { Examination } from '../../src/doctor/examination.ts';
import type { ExaminedCluster } from '../../src/doctor/examined-cluster.ts';
import { Memory } from '../../src/doctor/memory.ts';
import { systemClock } from '../../src/time/clock.ts';
import { releaseOf } from '../../src/apisix/release.ts';

/** An examination of these clusters by a gateway of 3.18.0, in multi-cluster mode where they have ids; without files and names unless given. */
export function examination(clusters: readonly ExaminedCluster[], fields: Partial<Examination> = {}): Examination {
  const mode: DiscoveryMode = clusters.some(({ id }) => id !== undefined) ? 'multi' : 'single';
  const examined: Examination = {
    release: releaseOf('3.18.0'),
    env: {},
    readFile: (path) => Promise.reject(Object.assign(new Error(`no file ${path}`), { code: 'ENOENT' })),
    linted: () => Promise.resolve(undefined),
    discovery: () => Promise.resolve({ mode, clusters: [], raw: undefined }),
    clusters: () => Promise.resolve(clusters),
    names: () => Promise.resolve([]),
    controlApi: undefined,
    preferences: { measureIdleMs: undefined, dial: true },
    clock: systemClock,
    signal: new AbortController().signal,
    once: (read) => memory.once(read),
    ...fields,
  };
  const memory = new Memory(examined);
  return examined;
}
