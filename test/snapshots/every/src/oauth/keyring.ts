/** The signing keys: sealed at rest, rotated with overlap, shared by every instance. */
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
  /** `typ` keeps one kind of token from passing for another (RFC 8725, 3.11). */
  sign(claims: JWTPayload, typ: string): Promise<string>;
  /** Claims that this server signed for this purpose, unexpired. */
  verify(token: string, expected: Expected & { now: number }): Promise<JWTPayload | undefined>;
  /** From memory; otherwise `verify` has to look. */
  recall(token: string, expected: Expected & { now: number }): JWTPayload | undefined;
  /** Public halves (RFC 7517); the key that signs comes first. */
  publicKeys(): Promise<JSONWebKeySet>;
  /** Each once, as above. */
  algorithms(): Promise<readonly SigningAlgorithm[]>;
}

/**
 * The first instance to start makes the keys.
 *
 * @param options `algorithm` is for new keys, RS256 by default
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

// Unreadable tokens name no key.
function kidOf(token: string): unknown {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
}

// All but a token that does not verify is a failure.
function refused(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && `${error.code}`.startsWith('ERR_J')) return;
  throw error;
}
