/**
 * JSON as the gateway's Lua sees it after cjson.decode: an absent key is nil, and JSON null is a userdata that counts as true.
 * Every reader here does to a value what Lua would, and throws {@link LuaError} where Lua would raise.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** An absent key. */
export type Nil = undefined;

/** What Lua raises. Discovery runs under pcall, so one of these ends the whole list-watch, which starts again 40 s later. */
export class LuaError extends Error {
  override readonly name = 'LuaError';
  /** Where in the object the value sits that Lua could not take, such as `ports` or `subsets[0].addresses`. */
  readonly path: string;
  readonly value: Json | Nil;

  constructor(message: string, path: string, value: Json | Nil) {
    super(message);
    this.path = path;
    this.value = value;
  }
}

/** `type(value)`. */
export function luaType(value: Json | Nil): 'nil' | 'boolean' | 'number' | 'string' | 'table' | 'userdata' {
  if (value === undefined) return 'nil';
  if (value === null) return 'userdata';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    default:
      return 'table';
  }
}

/** Everything is true but nil and false; so JSON null is true. */
export function isTruthy(value: Json | Nil): value is Json {
  return value !== undefined && value !== false;
}

/** `value[key]`. A string may be indexed too: it answers nil for any key that is not a string function. */
export function index(value: Json | Nil, key: string, path: string): Json | Nil {
  switch (luaType(value)) {
    case 'table':
      return Array.isArray(value) || !Object.hasOwn(value as object, key)
        ? undefined
        : (value as { readonly [key: string]: Json | undefined })[key];
    case 'string':
      return undefined;
    default:
      throw new LuaError(`attempt to index field '${path}' (a ${luaType(value)} value)`, path, value);
  }
}

/** `ipairs(value)`: the items of a list, none for a map; anything but a table raises. */
export function ipairs(value: Json | Nil, path: string): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  if (luaType(value) === 'table') return [];
  throw new LuaError(`bad argument #1 to 'ipairs' (table expected, got ${luaType(value)})`, path, value);
}

/** `ipairs(value or {})`. */
export function ipairsOrEmpty(value: Json | Nil, path: string): readonly Json[] {
  return isTruthy(value) ? ipairs(value, path) : [];
}

/** `#value`, for its failure alone: the gateway sizes tables with it before it reads them. */
export function assertHasLength(value: Json | Nil, path: string): void {
  const type = luaType(value);
  if (type !== 'table' && type !== 'string') {
    throw new LuaError(`attempt to get length of field '${path}' (a ${type} value)`, path, value);
  }
}

/** One operand of `..`: only strings and numbers can be joined. */
export function concatenable(value: Json | Nil, path: string): string {
  if (typeof value === 'string' || typeof value === 'number') return toLuaString(value);
  throw new LuaError(`attempt to concatenate field '${path}' (a ${luaType(value)} value)`, path, value);
}

/** `tostring(value)`. A table has no stable text in Lua; nothing of the Kubernetes API puts one where this is asked. */
export function toLuaString(value: Json | Nil): string {
  if (typeof value === 'number') return formatNumber(value);
  if (value === null) return 'userdata: NULL';
  if (value === undefined) return 'nil';
  return typeof value === 'object' ? 'table' : String(value);
}

/** LuaJIT's "%.14g". */
function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e14) return String(value);
  const rounded = Number(value.toPrecision(14));
  const text = String(rounded);
  return Math.abs(rounded) >= 1e14 && !text.includes('e')
    ? rounded.toExponential().replace(/e\+(\d)$/, 'e+0$1')
    : text.replace(/e([+-])(\d)$/, 'e$10$2');
}
