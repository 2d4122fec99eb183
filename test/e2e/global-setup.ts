import { findAssets } from './assets.ts';

/** Says in one line what is missing: without a control plane the run ends here, instead of with a failure in every file. */
export function setup(): void {
  const found = findAssets();
  if (found.kind === 'missing') {
    console.error(found.reason);
    process.exit(1);
  }
  if (found.assets.controllerManager === undefined) {
    console.error('No kube-controller-manager in KUBEBUILDER_ASSETS: the tests that need it are skipped.');
  }
}
