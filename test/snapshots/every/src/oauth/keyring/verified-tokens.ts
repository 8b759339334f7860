/** Remembers which tokens were found intact, so that a token's signature is checked once, not per call. */
import { hash as digestOf } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { createBoundedMap } from '../bounded-map.js';
import type { LoadedKey } from '../signing-key.js';

/** What a token was checked for: the same token may be good for one purpose and bad for another. */
export interface Expected {
  typ: string;
  issuer: string;
  audience: string;
}

/** An intact token. */
export interface Verified {
  /** The key that signed it; whether it still counts is for the caller to see. */
  key: LoadedKey;
  payload: JWTPayload;
}

export interface VerifiedTokens {
  /** What is remembered of the token, unless it has expired. */
  recall(token: string, expected: Expected, now: number): Verified | undefined;
  remember(token: string, expected: Expected, verified: Verified): void;
}

/**
 * An empty memory. It holds digests and no token, of the whole token with its signature; and only
 * what cannot change while the key counts and the clock runs: nothing of revocation.
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

// To the second, as the first check counts.
function isCurrent({ exp }: JWTPayload, now: number): boolean {
  return exp !== undefined && exp > Math.floor(now / 1000);
}

function digest(token: string, { typ, issuer, audience }: Expected): string {
  // None of the parts can hold a line break.
  return digestOf('sha256', `${typ}\n${issuer}\n${audience}\n${token}`, 'base64url');
}
