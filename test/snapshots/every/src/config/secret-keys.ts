/** `SECRET_KEYS`: whether they are good enough. */
import { listOfDifferent } from './variable.js';

/** Characters; of base64url, they carry 192 bits. */
export const shortestSecret = 32;

/** What random keys do not hold. */
const sampleWords =
  /change.?me|default|example|insert|passwor[dt]|passphrase|placeholder|replace|sample|secret|your.?key/i;

/** Bits that a key must carry at least. */
const leastBits = 96;

/** Newest first; `undefined` if one is too short or repeated. */
export const secretKeys = listOfDifferent((key) => (key.length < shortestSecret ? undefined : key));

/** Whether a key looks copied or typed by hand. */
export function isGuessable(key: string): boolean {
  return sampleWords.test(key) || repeats(key) || runs(key) || entropy(key) < leastBits;
}

function repeats(key: string): boolean {
  const periods = Array.from({ length: Math.floor(key.length / 2) }, (_, index) => index + 1);
  return periods.some((period) => key.startsWith(key.slice(period)));
}

// Such as "abcdef".
function runs(key: string): boolean {
  const codes = [...key].map((character) => character.charCodeAt(0));
  const steps = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? 0)) <= 1);
  return steps.length > key.length / 2;
}

/** Shannon's estimate in bits, from the frequencies within the key. */
function entropy(key: string): number {
  const counts = new Map<string, number>();
  for (const character of key) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / key.length);
  return bits;
}
