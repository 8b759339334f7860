/** Fresh identifiers. */
import { base64url } from 'jose';

/** 128 random bits as 22 base64url characters (RFC 6749, section 10.10). */
export function randomId(random: (bytes: number) => Uint8Array): string {
  return base64url.encode(random(16));
}
