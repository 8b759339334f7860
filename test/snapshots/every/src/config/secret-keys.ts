/** `SECRET_KEYS`, and how good they are. */

/** 192 bits in base64url. */
const shortest = 32;

/** What nobody draws by chance. */
const sampleWords =
  /change.?me|default|example|insert|passwor[dt]|passphrase|placeholder|replace|sample|secret|your.?key/i;

/** Bits. */
const leastBits = 96;

/**
 * Newest first.
 *
 * @returns `undefined` if one is too short or repeated
 */
export function secretKeys(text: string): string[] | undefined {
  const keys = text.split(',').map((key) => key.trim());
  const good = keys.every((key) => key.length >= shortest) && new Set(keys).size === keys.length;
  return good ? keys : undefined;
}

/** Whether a key looks like a copied sample or typed by hand. */
export function isGuessable(key: string): boolean {
  return sampleWords.test(key) || repeats(key) || runs(key) || entropy(key) < leastBits;
}

function repeats(key: string): boolean {
  const periods = Array.from({ length: Math.floor(key.length / 2) }, (_, index) => index + 1);
  return periods.some((period) => key.startsWith(key.slice(period)));
}

// "0123456789abcdef…": at most half of the characters may follow their predecessors.
function runs(key: string): boolean {
  const codes = [...key].map((character) => character.charCodeAt(0));
  const steps = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? 0)) <= 1);
  return steps.length > key.length / 2;
}

/** Shannon's estimate. */
function entropy(key: string): number {
  const counts = new Map<string, number>();
  for (const character of key) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / key.length);
  return bits;
}
