import type { Located } from '../located.ts';

/** A text that two values share only where they are equal (jsonschema, `deepeq`): `1` and `"1"` differ, the order of keys does not count. */
export function identityOf(value: Located): string {
  switch (value.kind) {
    case 'null':
      return 'null';
    case 'scalar':
      return JSON.stringify(value.value);
    case 'table': {
      const entries = value.entries.map(({ key, value: inner }) => `${JSON.stringify(key)}:${identityOf(inner)}`);
      return `{${entries.sort().join(',')}}`;
    }
  }
}
