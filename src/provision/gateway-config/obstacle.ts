import type { Finding } from '../../findings/finding.ts';

/**
 * What stands between a gateway and a cluster, before it is said which cluster. Error: what `gatewayEntry` makes of the target will not
 * work as it stands. Warning: it may not. Info: it works, but not as the kubeconfig does.
 */
export type Obstacle = Omit<Finding, 'cluster'>;
