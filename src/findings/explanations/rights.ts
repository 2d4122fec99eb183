import type { Explanations } from './explanation.ts';

/** Of rights. */
export const RIGHTS: Explanations = {
  R01: {
    why: 'The gateway always lists the whole cluster, also where namespace_selector names one namespace. So a Role, or a ClusterRole that a RoleBinding grants, never suffices. Other causes: a binding that names another account, a role without the API group or with the resource in the singular.',
    mend: 'k8s-disco setup-rbac makes a ClusterRole with list and watch, and binds it by a ClusterRoleBinding.',
  },
  R02: {
    why: 'The role grants list and not watch. The gateway then lists anew every 40 s and logs `watch failed` each time.',
    mend: 'Add watch to the role: k8s-disco setup-rbac does.',
  },
  R15: {
    why: 'The API server says that the account has the right, and refuses the request all the same: something else than RBAC stands between, such as a proxy or a webhook.',
    mend: 'Ask the API server directly, without what stands between.',
  },
  R17: {
    why: 'A gateway needs list and watch on Endpoints or EndpointSlices. Whoever gets hold of a token with more rights, such as reading Secrets, can do more.',
    mend: 'Remove the other bindings of the account, or set up another one: k8s-disco setup-rbac --name NAME.',
  },
};
