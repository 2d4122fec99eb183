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
  R03: {
    why: 'The gateway asks for the whole cluster, also where namespace_selector names one namespace: that is a field selector, at which RBAC does not look. A Role holds in its namespace alone, so it never suffices.',
    mend: 'Grant the rights by a ClusterRole and a ClusterRoleBinding: k8s-disco setup-rbac does.',
  },
  R04: {
    why: 'A ClusterRole that a RoleBinding grants holds in the namespace of that binding alone, and the gateway asks for the whole cluster.',
    mend: 'Grant the same ClusterRole by a ClusterRoleBinding. Look first whether it holds more than a gateway needs.',
  },
  R05: {
    why: 'RBAC compares names to the letter. A binding for an account of that name in another namespace, for a user or for a group does nothing for this account, and no API server says so.',
    mend: 'Name the account as kind ServiceAccount with its name and its namespace. k8s-disco doctor with --admin-context shows the binding that was probably meant.',
  },
  R06: {
    why: 'A pod whose spec names no account runs as `default` of its namespace, which has no rights of its own.',
    mend: 'Set serviceAccountName in the spec of the pod; with the Helm chart, serviceAccount.create and rbac.create.',
  },
  R07: {
    why: 'Kubernetes mounts no token into a pod that refuses it by automountServiceAccountToken: false, in its own spec or in that of its account. The gateway looks for the token at that very place unless its config names another.',
    mend: 'Allow the mount in the spec of the pod, which counts for more than the account does; or give the gateway another token.',
  },
  R08: {
    why: 'EndpointSlices are in the API group discovery.k8s.io, while Endpoints are in the core group, which is written as an empty text. A rule for one of them says nothing of the other, so the switch to slices needs a rule of its own.',
    mend: 'Add a rule with apiGroups: [discovery.k8s.io] and resources: [endpointslices]: k8s-disco setup-rbac --resources endpointslices.',
  },
  R09: {
    why: 'A rule counts only for the API groups that it names. Endpoints are in the core group, whose name is the empty text: `v1`, `core` and `apps` are accepted and grant nothing of them.',
    mend: 'Write apiGroups: [""] in the rule.',
  },
  R10: {
    why: 'With resourceNames a rule allows single objects. A list of everything asks for no name, so such a rule never allows it, although get of these objects works.',
    mend: 'Leave resourceNames out of the rule: who may list reads all objects anyway.',
  },
  R11: {
    why: 'The role that a binding names does not exist: it was deleted, or misspelt. RBAC says so in every refusal of that account, also where something else is the cause.',
    mend: 'Make the role under that name, or delete the binding and make it anew: the role of a binding cannot be changed.',
  },
  R13: {
    why: 'RBAC lets nobody grant what they do not hold themselves. Whoever makes a ClusterRole needs its rights, or the verb escalate; whoever binds one, its rights or the verb bind.',
    mend: 'Let an admin do it: k8s-disco setup-rbac --dry-run=client prints what is to be applied.',
  },
  R14: {
    why: 'The rules of an aggregated ClusterRole are those of all ClusterRoles with certain labels. A controller writes them, and replaces what somebody has written into it by hand.',
    mend: 'Make a ClusterRole with the missing rule and with the labels of aggregationRule; or bind one that is not aggregated.',
  },
  R15: {
    why: 'The API server says that the account has the right, and the request is refused all the same: by something between, such as a proxy, or by another authorizer. A review may also have been answered for somebody else than the gateway.',
    mend: 'Ask the API server directly, without what stands between.',
  },
  R16: {
    why: 'Kubernetes says who is asking from 1.28 on (SelfSubjectReview), and every release what one may do. Where both are answered with 404, something before the API server hides them, and only the requests themselves show what works.',
    mend: 'Ask the API server directly, without what stands between. Where lists and watches work, nothing is wrong for a gateway.',
  },
  R17: {
    why: 'A gateway needs list and watch on Endpoints or EndpointSlices. Whoever gets hold of a token with more rights, such as reading Secrets, can do more.',
    mend: 'Remove the other bindings of the account, or set up another one: k8s-disco setup-rbac --name NAME.',
  },
  R18: {
    why: 'API servers take any text into a role and compare it to the letter. `endpoint`, `Endpoints` and `LIST` are accepted, and allow nothing.',
    mend: 'Write resources in the plural and all of it in lower case: endpoints, list, watch.',
  },
  R19: {
    why: 'A set-up makes a ServiceAccount, a ClusterRole, a ClusterRoleBinding and a Secret, for each of which it needs the rights to get, create and patch.',
    mend: 'Let an admin do it: k8s-disco setup-rbac --dry-run=client prints what is to be applied.',
  },
};
