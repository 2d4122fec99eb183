import { mapOf, textOf } from '../../kube/json-map.ts';
import { KUBERNETES_MESSAGES } from './kubernetes-messages.ts';
import { part, readMessage, text } from './message.ts';
import type { Message } from './message.ts';
import { wireFields } from './wire.ts';

/** The content type of Kubernetes objects in protobuf, which kubectl 1.36 sends for kinds that it knows. */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const MAGIC = 'k8s\0';
const RAW = 2;
/** `runtime.Unknown` of k8s.io/apimachinery, but for the object itself in field {@link RAW}. */
const envelope: Message = { 1: part('typeMeta', { 1: text('apiVersion'), 2: text('kind') }) };

/** The object in a body of that type as JSON text, or undefined where it is of a kind that the playground does not know, or no such body. */
export function readProtobufObject(body: Buffer): string | undefined {
  if (body.subarray(0, MAGIC.length).toString() !== MAGIC) return undefined;
  const bytes = body.subarray(MAGIC.length);
  try {
    const typeMeta = mapOf(readMessage(envelope, bytes)['typeMeta']);
    const message = KUBERNETES_MESSAGES.get(textOf(typeMeta['kind']) ?? '');
    if (message === undefined) return undefined;
    const object: Record<string, unknown> = { ...typeMeta };
    for (const field of wireFields(bytes)) {
      if (field.number === RAW && field.kind === 'bytes') Object.assign(object, readMessage(message, field.value));
    }
    return JSON.stringify(object);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
