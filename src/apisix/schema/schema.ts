/**
 * The part of JSON Schema that the gateway's own schemas use, as api7/jsonschema 0.9 reads it: a list and a map are told apart by their
 * keys, and an empty table is both.
 */
export interface Schema {
  /** The rule in words, to follow "must be". */
  readonly description?: string;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** False: only what properties and patternProperties name is allowed. */
  readonly additionalProperties?: boolean;
  /** Property → what else must hold where it is there. */
  readonly dependencies?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  /** PCRE. */
  readonly pattern?: string;
  /** In code points. */
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: 'ipv4' | 'ipv6';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly not?: Schema;
  /** Filled in where the property is absent; never checked itself. */
  readonly default?: unknown;
  /** Filled in where none of `unless` is there. */
  readonly defaults?: { readonly unless: readonly string[]; readonly values: Readonly<Record<string, unknown>> };
}

export type SchemaType = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
