import type { Examination } from '../examination.ts';

/** Kubelets put it beside the token of a pod's account. */
const OWN_NAMESPACE = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';

/** Whether this program runs in a pod. False, too, in a pod that mounts no token. */
export async function readIsInPod({ readFile, signal }: Examination): Promise<boolean> {
  try {
    return (await readFile(OWN_NAMESPACE)) !== '';
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
