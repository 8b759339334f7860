/** Fresh ids. */
import { base64url } from 'jose';

/**
 * 22 base64url characters, at least 128 random bits (RFC 6749, section 10.10). None begins with a
 * dash: on a command line it would be an option.
 */
export function randomId(random: (bytes: number) => Uint8Array): string {
  // One byte more than 128 bits makes up for the dashes.
  const id = base64url.encode(random(17)).slice(0, 22);
  return id.startsWith('-') ? randomId(random) : id;
}
