import { CONFIGURATION } from './configuration.ts';
import { DISCOVERY } from './discovery.ts';
import { GATEWAY } from './gateway.ts';
import { NAMES } from './names.ts';
import { NETWORK } from './network.ts';
import { RIGHTS } from './rights.ts';
import { TOKENS } from './tokens.ts';
import { TOPOLOGY } from './topology.ts';
import type { Explanations } from './explanation.ts';

/** As far as no rule of lint says it. Sources: what the gateway's Lua and kube-apiserver 1.36.3 were seen to do. */
export const EXPLANATIONS: Explanations = {
  ...CONFIGURATION,
  ...TOKENS,
  ...RIGHTS,
  ...NETWORK,
  ...DISCOVERY,
  ...NAMES,
  ...TOPOLOGY,
  ...GATEWAY,
};
