/** SHA-256 of text, and comparison in constant time. */
import { timingSafeEqual } from 'node:crypto';
import { base64url } from 'jose';

/** Base64url of the digest of the UTF-8 text, 43 characters; also the `S256` of RFC 7636. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return base64url.encode(new Uint8Array(digest));
}

/** Whether two digests are equal, in constant time. */
export function sameDigest(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
