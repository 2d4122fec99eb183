import type { Problem } from '../problem.ts';
import { nullsAsTables } from '../yaml/merge.ts';
import { addressProblems } from './address-problems.ts';
import { schemaProblems } from './object-check.ts';
import type { ObjectCheck } from './object-check.ts';
import { upstreamProblems } from './upstream-checks.ts';
import { NOUNS } from './wording.ts';

/**
 * Why the data plane drops an object (core/config_yaml.lua, config_etcd.lua and the checkers of http/route.lua, http/service.lua,
 * upstream.lua and stream/router/ip_port.lua). A null is an empty table to it. An upstream inside another object is held against its
 * schema alone.
 */
export function dataPlaneProblems(check: ObjectCheck): readonly Problem[] {
  const value = nullsAsTables(check.value);
  const broken = schemaProblems({ ...check, value });
  if (broken.length > 0) return broken;
  const { kind, entry } = check.object;
  if (kind === 'stream_routes') return addressProblems(value);
  return kind === 'upstreams' ? upstreamProblems({ ...entry, value }, { rules: check.rules, subject: NOUNS[kind] }) : [];
}
