import type { ApiObject } from '../api-object.ts';
import { fromFieldsV1, toFieldsV1 } from './field-set.ts';
import type { FieldSet, FieldsV1 } from './field-set.ts';

/** Somebody who owns fields of an object, and how they came by them. */
export interface FieldManager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  /** When it last changed the object, ISO 8601; absent where it only agreed with what was there. */
  readonly time?: string;
  readonly fields: FieldSet;
}

/** An entry of `metadata.managedFields`. */
interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: FieldManager['operation'];
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: FieldsV1;
}

/** The managers that an object names; none where it has no `managedFields`. */
export function managersOf({ metadata: { managedFields = [] } }: ApiObject): readonly FieldManager[] {
  // Only withManagers writes it; what a client sends there is dropped.
  return (managedFields as readonly ManagedFieldsEntry[]).map(({ manager, operation, apiVersion, time, fieldsV1 }) => ({
    name: manager,
    operation,
    apiVersion,
    ...(time === undefined ? {} : { time }),
    fields: fromFieldsV1(fieldsV1),
  }));
}

/** The object with these managers, in the order of kube-apiserver: who applies first, then by time and name. Managers without fields are left out. */
export function withManagers<Given extends ApiObject>(object: Given, managers: readonly FieldManager[]): Given {
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  const entries = managers
    .filter(({ fields }) => fields.size > 0)
    .toSorted(inOrder)
    .map(entryOf);
  return { ...object, metadata: entries.length === 0 ? metadata : { ...metadata, managedFields: entries } };
}

function entryOf({ name, operation, apiVersion, time, fields }: FieldManager): ManagedFieldsEntry {
  const when = time === undefined ? {} : { time };
  return { manager: name, operation, apiVersion, ...when, fieldsType: 'FieldsV1', fieldsV1: toFieldsV1(fields) };
}

function inOrder(one: FieldManager, other: FieldManager): number {
  const order = ({ operation, time = '', name, apiVersion }: FieldManager) => [operation, time, name, apiVersion].join('\0');
  return order(one) < order(other) ? -1 : 1;
}
