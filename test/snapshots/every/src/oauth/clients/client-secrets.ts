/** Secrets of clients, replaced without an outage. */
import { base64url } from 'jose';
import { sameDigest, sha256 } from '../sha256.js';
import type { Client, ClientSecret } from './client.js';

/**
 * A new secret: 256 random bits.
 *
 * @param now milliseconds since the epoch
 * @returns the text, and what is stored of it
 */
export async function makeSecret(
  random: (bytes: number) => Uint8Array,
  now: number,
): Promise<{ secret: string; stored: ClientSecret }> {
  const secret = base64url.encode(random(32));
  return { secret, stored: { hash: await sha256(secret), createdAt: now } };
}

/** Whether this is one of the client's secrets; compared in constant time. */
export async function hasSecret(
  { secrets = [] }: Pick<Client, 'secrets'>,
  secret: string,
  now: number,
): Promise<boolean> {
  const digest = await sha256(secret);
  return inForce(secrets, now).some(({ hash }) => sameDigest(digest, hash));
}

/**
 * A new secret comes first. The others end with the overlap, if not before.
 *
 * @param overlapMs 0 ends them at once
 */
export function withNewSecret(
  secrets: readonly ClientSecret[],
  added: ClientSecret,
  now: number,
  overlapMs: number,
): ClientSecret[] {
  const before = secrets.map((secret) => ({
    ...secret,
    expiresAt: Math.min(secret.expiresAt ?? Infinity, now + overlapMs),
  }));
  return [added, ...inForce(before, now)];
}

function inForce(secrets: readonly ClientSecret[], now: number): ClientSecret[] {
  return secrets.filter(({ expiresAt = Infinity }) => now < expiresAt);
}
