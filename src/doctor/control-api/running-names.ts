import { KubeError } from '../../kube/kube-error.ts';
import type { WantedName } from '../examination.ts';
import type { ControlApi } from './control-api.ts';
import { nameOf, readRunningObjects, textOf } from './running-objects.ts';

/** The service_names that a running gateway asks the kubernetes discovery for; none where it does not say, which a check tells. */
export async function runningNames({ once, url }: ControlApi): Promise<readonly WantedName[]> {
  try {
    const objects = await once(readRunningObjects);
    return objects.flatMap((object) => {
      const { upstream = {} } = object;
      const serviceName = textOf(upstream['service_name']);
      if (serviceName === '' || upstream['discovery_type'] !== 'kubernetes') return [];
      const scheme = textOf(upstream['scheme']);
      const origin = `${nameOf(object)} of the gateway at ${url.host}`;
      return [{ serviceName, origin, place: undefined, scheme: scheme === '' ? undefined : scheme }];
    });
  } catch (error) {
    if (!(error instanceof KubeError)) throw error;
    return [];
  }
}
