/** One signing key: made, sealed for the store, and opened again. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Secrets } from './secrets.js';

/** RFC 9068, section 2.1 demands it, and it verifies fastest: every request pays for verifying. */
export const algorithm = 'RS256';

/** One key as stored: the private half is sealed. */
export interface StoredKey {
  kid: string;
  publicKey: JWK;
  sealedPrivateKey: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** One key ready for use. */
export interface LoadedKey {
  kid: string;
  publicKey: JWK;
  verifyWith: CryptoKey;
  signWith: CryptoKey;
}

/** A new key; its id is the thumbprint of its public half (RFC 7638). */
export async function makeKey(secrets: Secrets, now: number): Promise<StoredKey> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  const jwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    kid,
    publicKey: { ...jwk, kid, alg: algorithm, use: 'sig' },
    sealedPrivateKey: await secrets.seal(JSON.stringify(await exportJWK(pair.privateKey))),
    createdAt: now,
  };
}

/** The same key sealed with the newest secret; the very object that was passed in if it is already. */
export async function sealedByNewest(stored: StoredKey, secrets: Secrets): Promise<StoredKey> {
  if (await secrets.isSealedByNewest(stored.sealedPrivateKey)) return stored;
  const opened = await secrets.open(stored.sealedPrivateKey);
  return { ...stored, sealedPrivateKey: await secrets.seal(opened) };
}

/**
 * Opens a stored key.
 *
 * @throws if no listed secret opens it
 */
export async function loadKey(stored: StoredKey, secrets: Secrets): Promise<LoadedKey> {
  const privateKey = JSON.parse(await secrets.open(stored.sealedPrivateKey)) as JWK;
  return {
    kid: stored.kid,
    publicKey: stored.publicKey,
    verifyWith: (await importJWK(stored.publicKey, algorithm)) as CryptoKey,
    signWith: (await importJWK(privateKey, algorithm)) as CryptoKey,
  };
}
