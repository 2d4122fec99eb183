/** One thing that is wrong with a field, as the `details.causes` of a 422 name it. */
export interface FieldError {
  readonly reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueTooLong';
  /** In the server's words, which begin with the kind of error, such as `Required value`. */
  readonly message: string;
  readonly field: string;
}

/** The field must not be empty. */
export function required(field: string, why?: string): FieldError {
  return { reason: 'FieldValueRequired', message: why === undefined ? 'Required value' : `Required value: ${why}`, field };
}

/** The field may not have this value, which is shown as JSON. */
export function invalidValue(field: string, value: unknown, why: string): FieldError {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${why}`, field };
}

/** The field must have one of a few values. A value that is a list is shown as one. */
export function unsupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const known = supported.map((text) => JSON.stringify(text)).join(', ');
  return {
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${known}`,
    field,
  };
}

/** The field may not be set, or changed. */
export function forbiddenField(field: string, why: string): FieldError {
  return { reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field };
}
