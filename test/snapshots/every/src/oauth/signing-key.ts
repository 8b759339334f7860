/** One signing key. */
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Secrets } from './secrets.js';
import { type SigningAlgorithm, signingAlgorithm } from './signing-algorithm.js';

/** What everybody may know of a key. */
export interface SigningKey {
  kid: string;
  /** Names its algorithm, in which no token has a say. */
  publicKey: JWK;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** As stored: with the private half, sealed. */
export interface SealedKey extends SigningKey {
  sealedPrivateKey: string;
}

/** One key ready for use. */
export interface LoadedKey {
  kid: string;
  algorithm: SigningAlgorithm;
  publicKey: JWK;
  verifyWith: CryptoKey;
  /** Rejects if there is no private half, or if no listed secret opens it. */
  signWith: () => Promise<CryptoKey>;
}

/** A new key; its id is the thumbprint of its public half (RFC 7638). */
export async function makeKey(
  algorithm: SigningAlgorithm,
  secrets: Secrets,
  now: number,
): Promise<SealedKey> {
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

/**
 * The same key sealed with the newest secret; the very object if it is already.
 *
 * @throws if no listed secret opens it
 */
export async function sealedByNewest<Key extends SealedKey>(
  stored: Key,
  secrets: Secrets,
): Promise<Key> {
  if (await secrets.isSealedByNewest(stored.sealedPrivateKey)) return stored;
  const opened = await secrets.open(stored.sealedPrivateKey);
  return { ...stored, sealedPrivateKey: await secrets.seal(opened) };
}

/** What a key signs with. */
export function algorithmOf({ kid, publicKey }: SigningKey): SigningAlgorithm {
  const algorithm = signingAlgorithm(publicKey.alg);
  if (algorithm === undefined) throw new Error(`The key ${kid} is of an unknown algorithm`);
  return algorithm;
}

/** Makes a stored key ready; its private half is only opened to sign. */
export async function loadKey(
  stored: SigningKey & Partial<SealedKey>,
  secrets: Secrets,
): Promise<LoadedKey> {
  const { kid, publicKey, sealedPrivateKey } = stored;
  const algorithm = algorithmOf(stored);
  let opened: Promise<CryptoKey> | undefined;
  async function open(): Promise<CryptoKey> {
    if (sealedPrivateKey === undefined) throw new Error(`The key ${kid} is retired`);
    const privateKey = JSON.parse(await secrets.open(sealedPrivateKey)) as JWK;
    return (await importJWK(privateKey, algorithm)) as CryptoKey;
  }
  return {
    kid,
    algorithm,
    publicKey,
    verifyWith: (await importJWK(publicKey, algorithm)) as CryptoKey,
    signWith: () => (opened ??= open()),
  };
}
