import type { Explanations } from './explanation.ts';

/** Of the configuration and the environment. */
export const CONFIGURATION: Explanations = {
  C29: {
    why: 'Some charts, such as that of Bitnami, turn Kubernetes discovery on although no upstream asks for it. A gateway without the rights then logs `list failed … Forbidden` every 40 s, and nothing else suffers.',
    mend: 'Give the account the rights with k8s-disco setup-rbac, or take discovery.kubernetes out of the values.',
  },
  C30: {
    why: 'The gateway reads its config when it starts and on a reload. A change of the file alone has no effect on what runs.',
    mend: 'Reload the gateway: apisix reload, or restart its pods.',
  },
  E09: {
    why: 'The config names a variable for this value. Whoever wrote that sets the value elsewhere, so setup-rbac leaves the reference, and the gateway goes on with what the variable holds.',
    mend: 'Set the variable where the gateway starts, or let setup-rbac --force write the value in its place.',
  },
  E10: {
    why: 'Neither a flag nor the config of the gateway nor a kubeconfig leads to an API server: a file is missing or broken, a context is not there, or flags contradict each other.',
    mend: 'Give --config FILE, --kubeconfig FILE with --context NAME, or --server URL.',
  },
};
