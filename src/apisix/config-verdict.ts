import type { DiscoveryConfig } from './discovery-config/model.ts';
import type { Located } from './located.ts';
import type { Problem } from './problem.ts';

/** A config.yaml: its text, or values that something else (Helm) will write into one. */
export type ConfigSource = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'values'; readonly root: Located };

/** What one release makes of a config.yaml: the YAML, `${{VAR}}`, the merge with the defaults, the start-up check, the start of each registry. */
export interface ConfigVerdict {
  /** Whether the start-up check passes. */
  readonly accepted: boolean;
  /** Why not; empty when accepted. */
  readonly refusals: readonly Problem[];
  /** Accepted, and yet a registry or nginx itself does not start with it (http subsystem). */
  readonly startFailures: readonly Problem[];
  /** What the gateway accepts but decides in silence: repeated keys, a token_file beside a token, discovery that is off. */
  readonly notes: readonly Problem[];
  /** `discovery.kubernetes` with its defaults; undefined where it is off or refused. */
  readonly kubernetes: DiscoveryConfig | undefined;
  /** As read, `${{VAR}}` replaced, nulls still there; undefined for an empty or malformed file. */
  readonly written: Located | undefined;
  /** The `discovery` value after the merge; undefined where there is none. */
  readonly discovery: Located | undefined;
}
