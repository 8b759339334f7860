/** `SECRET_KEYS`: how good the secrets are that everything else is derived from. */

/** Characters; 32 characters of base64url carry 192 bits. */
const shortest = 32;

/** What nobody would draw by chance, and everybody has copied from somewhere. */
const sampleWords =
  /change.?me|default|example|insert|passwor[dt]|passphrase|placeholder|replace|sample|secret|your.?key/i;

/** Bits that a key must carry at the least, estimated from how often each character occurs. */
const leastBits = 96;

/**
 * Splits the list, newest first.
 *
 * @returns `undefined` if it is empty, names a key twice or holds one that is too short
 */
export function secretKeys(text: string): string[] | undefined {
  const keys = text.split(',').map((key) => key.trim());
  const good = keys.every((key) => key.length >= shortest) && new Set(keys).size === keys.length;
  return good ? keys : undefined;
}

/** Whether a key looks like a copied sample or like something typed by hand. */
export function isGuessable(key: string): boolean {
  return sampleWords.test(key) || repeats(key) || runs(key) || entropy(key) < leastBits;
}

function repeats(key: string): boolean {
  const periods = Array.from({ length: Math.floor(key.length / 2) }, (_, index) => index + 1);
  return periods.some((period) => key.startsWith(key.slice(period)));
}

// "0123456789abcdef…": at most every second character may follow on its predecessor.
function runs(key: string): boolean {
  const codes = [...key].map((character) => character.charCodeAt(0));
  const steps = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? 0)) <= 1);
  return steps.length > key.length / 2;
}

/** Shannon's estimate in bits, from the frequencies within the key itself. */
function entropy(key: string): number {
  const counts = new Map<string, number>();
  for (const character of key) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / key.length);
  return bits;
}
