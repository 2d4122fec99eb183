import type { ApiObject } from '../api-object.ts';
import type { FieldError } from '../status/field-error.ts';
import type { Shape } from './shape.ts';

/** What the API server does with the objects of one resource when they are written (rest.Strategy in k8s.io/apiserver). */
export interface Strategy {
  /** Of the fields that are read here, and so must be what they are taken for. */
  readonly shape: Readonly<Record<string, Shape>>;
  /** The object with the defaults that decoding fills in. What a POST or PUT leaves out and gets here belongs to its field manager. */
  readonly defaults: (object: ApiObject) => ApiObject;
  /** A new object with what the server adds before it stores it, which no field manager owns. */
  readonly prepare: (object: ApiObject) => ApiObject;
  /** What is wrong with the object. `before` is what it replaces, and undefined for a new one. */
  readonly problems: (object: ApiObject, before: ApiObject | undefined) => readonly FieldError[];
}

const unchanged = (object: ApiObject): ApiObject => object;

/** Takes every object as it is. */
export const PLAIN: Strategy = { shape: {}, defaults: unchanged, prepare: unchanged, problems: () => [] };
