/** Text from strangers, made fit for one line. */

/** Control, format (such as direction overrides), separator and unpaired surrogate characters. */
const unshowable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/**
 * The text without characters that hide or move others, with single spaces, cut to a length.
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
