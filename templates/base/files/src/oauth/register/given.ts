/** Members of metadata that clients send without a value. */

/** The value; `undefined` for `null`, an empty string and an empty list, which count as omitted. */
export function given(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  return value === null || value === '' ? undefined : value;
}
