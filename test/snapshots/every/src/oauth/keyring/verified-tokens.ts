/** Remembers intact tokens, so that a signature is checked once. */
import { hash as digestOf } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { createBoundedMap } from '../bounded-map.js';
import type { LoadedKey } from '../signing-key.js';

/** A token may be good for one purpose and bad for another. */
export interface Expected {
  typ: string;
  issuer: string;
  audience: string;
}

/** An intact token. */
export interface Verified {
  /** Whether it still counts is for the caller to see. */
  key: LoadedKey;
  payload: JWTPayload;
}

export interface VerifiedTokens {
  /** Unless it has expired. */
  recall(token: string, expected: Expected, now: number): Verified | undefined;
  remember(token: string, expected: Expected, verified: Verified): void;
}

/**
 * Holds a digest of the whole token, and only what cannot change while the key counts: nothing of
 * revocation.
 */
export function createVerifiedTokens(): VerifiedTokens {
  const known = createBoundedMap<Verified>();
  return {
    recall(token, expected, now) {
      const id = digest(token, expected);
      const verified = known.get(id);
      if (verified === undefined || isCurrent(verified.payload, now)) return verified;
      known.delete(id);
      return undefined;
    },
    remember(token, expected, verified) {
      known.set(digest(token, expected), verified);
    },
  };
}

// In seconds, as when it was verified.
function isCurrent({ exp }: JWTPayload, now: number): boolean {
  return exp !== undefined && exp > Math.floor(now / 1000);
}

function digest(token: string, { typ, issuer, audience }: Expected): string {
  // No part has a line break.
  return digestOf('sha256', `${typ}\n${issuer}\n${audience}\n${token}`, 'base64url');
}
