/** Text from strangers, made fit for one line. */

/** Control, format, separator and unpaired surrogate characters. */
const unshowable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/**
 * Without characters that hide or reorder others, spaces collapsed.
 *
 * @param longest in code points
 * @returns `undefined` if it is no string or nothing is left
 */
export function plainText(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = value.replace(unshowable, ' ').replace(/\s+/g, ' ').trim();
  const text = [...line].slice(0, longest).join('').trim();
  return text === '' ? undefined : text;
}
