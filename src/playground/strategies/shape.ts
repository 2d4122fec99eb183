import { isJsonMap } from '../../kube/json-map.ts';

/** Says where a value, which is at `field`, is not what it should be, or undefined where it fits. */
export type Shape = (value: unknown, field: string) => Misfit | undefined;

/** A value of the wrong JSON type. */
export interface Misfit {
  readonly field: string;
  /** What stands there, in the words of Go's JSON decoder: `string`, `number`, `bool`, `array`, `object`. */
  readonly found: string;
}

/** A text. */
export const text: Shape = (value, field) => (typeof value === 'string' ? undefined : misfit(value, field));

/** A list whose items fit. */
export function list(item: Shape): Shape {
  return (value, field) => {
    if (!Array.isArray(value)) return misfit(value, field);
    return firstOf(value.map((one: unknown) => item(one, field)));
  };
}

/** A map whose values fit, whatever their keys. */
export function map(item: Shape): Shape {
  return (value, field) =>
    isJsonMap(value) ? firstOf(Object.values(value).map((one: unknown) => item(one, field))) : misfit(value, field);
}

/** An object whose fields of these names fit, where they are there; `null` is as good as nothing. Others may be anything. */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  return (value, field) => {
    if (!isJsonMap(value)) return misfit(value, field);
    const given = Object.entries(value).filter(([name, one]) => one !== null && Object.hasOwn(fields, name));
    return firstOf(given.map(([name, one]) => fields[name]?.(one, field === '' ? name : `${field}.${name}`)));
  };
}

function firstOf(misfits: readonly (Misfit | undefined)[]): Misfit | undefined {
  return misfits.find((one) => one !== undefined);
}

function misfit(value: unknown, field: string): Misfit {
  if (value === null) return { field, found: 'null' };
  if (Array.isArray(value)) return { field, found: 'array' };
  return { field, found: typeof value === 'boolean' ? 'bool' : typeof value };
}
