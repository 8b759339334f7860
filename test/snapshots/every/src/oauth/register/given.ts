/** Members of metadata without a value. */

/** `undefined` for `null`, an empty string and an empty list. */
export function given(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  return value === null || value === '' ? undefined : value;
}
