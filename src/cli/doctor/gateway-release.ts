import { NEWEST_RELEASE, releaseOf } from '../../apisix/release.ts';
import type { Release } from '../../apisix/release.ts';
import { openControlApi } from '../../doctor/control-api/control-api.ts';
import { readListener } from '../../doctor/control-api/listener.ts';
import type { ReleaseSource } from '../../doctor/report.ts';
import type { DoctorFlags } from './flags.ts';

/**
 * As which release the gateway is judged: the one that was asked for, else that of its control API, else the newest known. Why a control API
 * does not answer is a check's own answer. Rejects with the signal's reason when it aborts.
 */
export async function gatewayRelease(
  { gatewayVersion, controlApi }: Pick<DoctorFlags, 'gatewayVersion' | 'controlApi'>,
  signal: AbortSignal,
): Promise<{ readonly release: Release; readonly from: ReleaseSource }> {
  if (gatewayVersion !== undefined) return { release: gatewayVersion, from: 'flag' };
  const listener = controlApi && (await readListener(openControlApi(controlApi, signal)));
  if (listener?.kind === 'control-api' && listener.release !== undefined)
    return { release: listener.release.release, from: 'control-api' };
  return { release: releaseOf(NEWEST_RELEASE), from: 'newest' };
}
