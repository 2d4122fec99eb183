import type { Explanations } from './explanation.ts';

/** Of tokens. */
export const TOKENS: Explanations = {
  T08: {
    why: 'A token names its audience, and an API server takes only those meant for itself. It answers 401 to all others.',
    mend: 'Issue a token without --audience: it is then meant for the API server.',
  },
  T09: {
    why: 'Each cluster signs its tokens with keys of its own. A token of another cluster, or from before the keys were changed, gets 401.',
    mend: 'Use a token of the cluster that the config names: k8s-disco setup-rbac with its context.',
  },
  T10: {
    why: 'A token holds the UID of its account. An account that was deleted and made again has another one, so its old tokens get 401.',
    mend: 'k8s-disco setup-rbac, then give the gateway the new token.',
  },
  T11: {
    why: 'The token of a Secret is good as long as that Secret exists. It is refused some 10 s after the Secret was deleted, while an open watch goes on until it ends.',
    mend: 'k8s-disco setup-rbac makes the Secret again under its name. It then holds the very same token, and the gateway needs no change. To revoke a token, use --rotate and delete the old Secret.',
  },
  T13: {
    why: 'Since Kubernetes 1.24 a new account gets no Secret with a token by itself, although the documentation of the gateway still assumes it.',
    mend: 'k8s-disco setup-rbac makes a Secret of type kubernetes.io/service-account-token.',
  },
  T14: {
    why: 'The token controller fills Secrets of type kubernetes.io/service-account-token alone, and the type of a Secret cannot be changed.',
    mend: 'k8s-disco setup-rbac --recreate deletes the Secret and makes it anew.',
  },
  T15: {
    why: 'A token Secret names its account in the annotation kubernetes.io/service-account.name. Without it the API server does not take the Secret.',
    mend: 'Add the annotation; k8s-disco setup-rbac writes it.',
  },
  T16: {
    why: 'The token controller deletes a token Secret whose account does not exist in the same namespace, a moment after it was made.',
    mend: 'Make the account first, in the namespace of the Secret: k8s-disco setup-rbac does both.',
  },
  T17: {
    why: 'A token Secret is empty until the token controller of kube-controller-manager has filled it, which takes some milliseconds. Where nothing comes, that controller is stopped, or has no key to sign with (--service-account-private-key-file).',
    mend: 'Look at the logs of kube-controller-manager, then run k8s-disco setup-rbac again: it goes on where it stood.',
  },
  T18: {
    why: 'The clean-up of legacy tokens marks Secrets that nobody has used for a year (KEP-2799, since Kubernetes 1.29). An API server refuses the token of a marked Secret.',
    mend: 'Take the label kubernetes.io/legacy-token-invalid-since off the Secret: the token is good again at once. Never name a Secret of your own in serviceAccount.secrets, as the clean-up then counts it as one that was made by itself.',
  },
  T19: {
    why: 'The API server knows the token, and it is of another account than the one with the rights, often of `default`.',
    mend: 'k8s-disco token get prints the right one; in a pod, set serviceAccountName.',
  },
  T20: {
    why: 'A token says from when on it is good, and an API server allows for clocks that are a minute apart. Beyond that it answers 401.',
    mend: 'Set the clocks: on the host that issued the token, and on the API servers.',
  },
  T23: {
    why: 'Behind the address are several API servers, and not all have the same keys for service accounts. So a token is taken now and refused then.',
    mend: 'Give all API servers the same --service-account-key-file.',
  },
  T25: {
    why: 'From 3.13.0 to 3.16.0 the gateway reads the token file before each request, and raises an error in its own code where it cannot. It logs RuntimeException every 40 s and discovers nothing.',
    mend: 'Let the user of nginx read the file, in a pod by securityContext.fsGroup. The gateway then goes on by itself.',
  },
  T29: {
    why: 'An API server remembers a token that it took for 10 s, and a watch that is open outlives its token and its rights until it ends, up to 47 minutes later. So a gateway may go on for that long.',
    mend: 'Mend it before the watch ends: from then on the gateway keeps what it has, and learns nothing new.',
  },
  T30: {
    why: 'An API server answers 401 to every token that it does not take, whatever the cause. Only a TokenReview by an admin tells the cause.',
    mend: 'k8s-disco token verify with --admin-context CONTEXT names it.',
  },
  T31: {
    why: 'The config names a file for the token. Whoever wrote that keeps secrets out of the config, so setup-rbac leaves it, and the gateway goes on with what the file holds.',
    mend: 'Write the token into that file: --emit-token-file FILE for one on this machine, else k8s-disco token get --out-file FILE where it is. --force puts the token itself into the config.',
  },
};
