import type { Explanations } from './explanation.ts';

/** Of the gateway and its objects. */
export const GATEWAY: Explanations = {
  W09: {
    why:
      'The control API is switched off, listens on 127.0.0.1 of the host or pod of the gateway, as it does by default, or something else ' +
      'listens at that address. It tells what the gateway really has, so nothing can be compared without it.',
    mend:
      'In Kubernetes, reach it with kubectl port-forward to port 9090 of the pod. Elsewhere ask on the host of the gateway, and look at ' +
      'apisix.enable_control and apisix.control in its config.',
  },
  W10: {
    why:
      'The dump of discovery shows the config as it stands, client.token included, and the control API asks nobody for credentials. Whoever ' +
      'reaches it has the token. A token_file or a variable is shown by its name alone.',
    mend: 'Use client.token_file in place of client.token, and bind the control API to 127.0.0.1. Renew a token that others could read.',
  },
};
