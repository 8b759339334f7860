/** Members of metadata without a value. */

/** The value; `undefined` for `null` and empty members, which count as absent. */
export function given(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value : undefined;
  return value === null || value === '' ? undefined : value;
}
