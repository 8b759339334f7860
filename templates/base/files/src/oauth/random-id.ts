/** Fresh identifiers. */
import { base64url } from 'jose';

/**
 * 22 base64url characters, at least 128 random bits (RFC 6749, section 10.10). A dash in front
 * would make an option of it on operators' command lines.
 *
 * @param random asked again until it makes such an id
 */
export function randomId(random: (bytes: number) => Uint8Array): string {
  // One byte more makes up for the first characters left out.
  const id = base64url.encode(random(17)).slice(0, 22);
  return id.startsWith('-') ? randomId(random) : id;
}
