/** The signing keys, shared by every instance. */
import {
  decodeProtectedHeader,
  type JSONWebKeySet,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import { openKnownKeys } from './keyring/known-keys.js';
import type { RingContext } from './keyring/stored-ring.js';
import { createVerifiedTokens, type Expected } from './keyring/verified-tokens.js';
import type { SigningAlgorithm } from './signing-algorithm.js';

export interface Keyring {
  /** Signs claims; no `typ` passes for another (RFC 8725, section 3.11). */
  sign(claims: JWTPayload, typ: string): Promise<string>;
  /** The claims of a token that this server signed for this purpose, not yet expired. */
  verify(token: string, expected: Expected & { now: number }): Promise<JWTPayload | undefined>;
  /** The same at once, from memory; otherwise `undefined`, and nothing is known. */
  recall(token: string, expected: Expected & { now: number }): JWTPayload | undefined;
  /** The public keys, as at `jwks_uri` (RFC 7517); the key that signs comes first. */
  publicKeys(): Promise<JSONWebKeySet>;
  /** The algorithms of those keys, each once, in the same order. */
  algorithms(): Promise<readonly SigningAlgorithm[]>;
}

/**
 * Opens the key ring of the store, or makes the first one.
 *
 * @param options `algorithm` is for new keys; RS256 if left out
 * @throws if no key in `SECRET_KEYS` opens the stored keys
 */
export async function openKeyring(
  options: Omit<RingContext, 'algorithm'> & Partial<RingContext>,
): Promise<Keyring> {
  const keys = await openKnownKeys({ algorithm: 'RS256', ...options });
  const verifiedTokens = createVerifiedTokens();
  return {
    async sign(claims, typ) {
      const [{ kid, algorithm: alg, signWith }] = await keys.current();
      return new SignJWT(claims).setProtectedHeader({ alg, typ, kid }).sign(await signWith());
    },
    recall(token, expected) {
      const known = verifiedTokens.recall(token, expected, expected.now);
      return known !== undefined && keys.isKnown(known.key) ? known.payload : undefined;
    },
    async verify(token, { now, ...expected }) {
      const known = verifiedTokens.recall(token, expected, now);
      const key = await keys.find(known?.key.kid ?? kidOf(token));
      if (key === undefined) return undefined;
      if (known?.key === key) return known.payload;
      const verified = await jwtVerify(token, key.verifyWith, {
        algorithms: [key.algorithm],
        ...expected,
        currentDate: new Date(now),
        requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      }).catch(refused);
      if (verified === undefined) return undefined;
      const payload = Object.freeze(verified.payload);
      verifiedTokens.remember(token, expected, { key, payload });
      return payload;
    },
    async publicKeys() {
      return { keys: (await keys.current()).map(({ publicKey }) => publicKey) };
    },
    async algorithms() {
      return [...new Set((await keys.current()).map(({ algorithm }) => algorithm))];
    },
  };
}

// What cannot be read names no key.
function kidOf(token: string): unknown {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

// A token that does not verify is an answer, all else a failure.
function refused(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && `${error.code}`.startsWith('ERR_J')) return;
  throw error;
}
