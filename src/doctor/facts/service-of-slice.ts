import type { Json } from '../../apisix/lua.ts';
import { SERVICE_NAME_LABEL } from '../../apisix/view.ts';
import { field, text } from '../../resolve/json-fields.ts';

/** `namespace/name` of the Service that an EndpointSlice belongs to, as far as it says. */
export function serviceOfSlice(slice: Json): string {
  const metadata = field(slice, 'metadata');
  return `${text(field(metadata, 'namespace')) ?? ''}/${text(field(metadata, 'labels', SERVICE_NAME_LABEL)) ?? ''}`;
}
