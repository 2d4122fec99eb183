import type { Json } from '../../src/apisix/lua.ts';
import type { NodeDict } from '../../src/apisix/node-dict.ts';
import { releaseOf } from '../../src/apisix/release.ts';
import { GatewayView } from '../../src/apisix/view.ts';
import type { Resource } from '../../src/apisix/view.ts';

/** The shared dict of a gateway that has listed these objects, with default settings. */
export function dictOf(objects: readonly object[], version = '3.18.0', resource: Resource = 'endpoints'): NodeDict {
  const view = new GatewayView({ release: releaseOf(version), resource, namespaceFilter: undefined, defaultWeight: 50 });
  view.beginList();
  // Objects of tests are JSON.
  view.listPage({ items: objects as readonly Json[], continueToken: undefined });
  view.endList();
  return view.dict;
}
