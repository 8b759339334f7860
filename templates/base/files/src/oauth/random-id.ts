/** Fresh identifiers. */
import { base64url } from 'jose';

/**
 * 22 base64url characters, at least 128 random bits (RFC 6749, section 10.10). None begins with a
 * dash: operators type ids on a command line, where that would be an option.
 *
 * @param random is asked again for as long as its bytes make such an id
 */
export function randomId(random: (bytes: number) => Uint8Array): string {
  // One byte more than 128 bits makes up for the first characters that are left out.
  const id = base64url.encode(random(17)).slice(0, 22);
  return id.startsWith('-') ? randomId(random) : id;
}
