/** The signing keys: made once, sealed at rest, shared by every instance through the store. */
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Store } from '../store/contract.js';
import type { Secrets } from './secrets.js';

/** RFC 9068, section 2.1 demands it, and it verifies fastest: every request pays for verifying. */
const algorithm = 'RS256';

/** Another instance's new key is looked for at most this often, whatever `kid` strangers send. */
const rereadEveryMs = 10_000;

export interface Keyring {
  /** Signs claims; `typ` keeps one kind of token from passing for another (RFC 8725, 3.11). */
  sign(claims: JWTPayload, typ: string): Promise<string>;
  /** The claims of a token signed by this server for this purpose and not yet expired. */
  verify(
    token: string,
    expected: { typ: string; issuer: string; audience: string; now: number },
  ): Promise<JWTPayload | undefined>;
  /** The public half, as served at `jwks_uri` (RFC 7517). */
  publicKeys(): Promise<JSONWebKeySet>;
}

/** One key as stored: the private half is sealed. */
interface StoredKey {
  kid: string;
  publicKey: JWK;
  sealedPrivateKey: string;
  createdAt: number;
}

interface LoadedKey {
  kid: string;
  publicKey: JWK;
  verifyWith: CryptoKey;
  signWith: CryptoKey;
}

/**
 * Opens the key ring of the store; the first instance to start makes the first key.
 *
 * @throws if no key in `SECRET_KEYS` opens the stored keys
 */
export async function openKeyring(options: {
  store: Store;
  secrets: Secrets;
  clock: () => number;
}): Promise<Keyring> {
  const { store, secrets, clock } = options;
  let keys = await load();
  let loadedAt = clock();

  async function load(): Promise<LoadedKey[]> {
    const read = () => store.get<StoredKey[]>('key', 'ring');
    const entry = (await read()) ?? (await create().then(read));
    if (entry === undefined) throw new Error('The signing keys could not be stored');
    return Promise.all(entry.value.map((stored) => loadKey(stored, secrets)));
  }

  // Of several instances that start together one insert wins; all then read the winner's key.
  async function create(): Promise<void> {
    await store.insert('key', 'ring', { value: [await makeKey(secrets, clock())] });
  }

  async function keyFor(kid: string | undefined): Promise<LoadedKey | undefined> {
    const find = () => keys.find((key) => key.kid === kid);
    if (find() === undefined && clock() - loadedAt >= rereadEveryMs) {
      loadedAt = clock();
      keys = await load();
    }
    return find();
  }

  return {
    async sign(claims, typ) {
      const [newest] = keys;
      if (newest === undefined) throw new Error('The key ring is empty');
      return new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, typ, kid: newest.kid })
        .sign(newest.signWith);
    },
    async verify(token, { typ, issuer, audience, now }) {
      const verified = await jwtVerify(
        token,
        async ({ kid }) => (await keyFor(kid))?.verifyWith ?? unknownKey(),
        {
          algorithms: [algorithm],
          typ,
          issuer,
          audience,
          currentDate: new Date(now),
          requiredClaims: ['exp', 'iat', 'sub', 'jti'],
        },
      ).catch(refused);
      return verified?.payload;
    },
    async publicKeys() {
      return { keys: keys.map(({ publicKey }) => publicKey) };
    },
  };
}

async function makeKey(secrets: Secrets, now: number): Promise<StoredKey> {
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

async function loadKey(stored: StoredKey, secrets: Secrets): Promise<LoadedKey> {
  const privateKey = JSON.parse(await secrets.open(stored.sealedPrivateKey)) as JWK;
  return {
    kid: stored.kid,
    publicKey: stored.publicKey,
    verifyWith: (await importJWK(stored.publicKey, algorithm)) as CryptoKey,
    signWith: (await importJWK(privateKey, algorithm)) as CryptoKey,
  };
}

function unknownKey(): never {
  throw new UnknownKey();
}

class UnknownKey extends Error {}

// A token that does not verify is an answer, not a failure; a store that is away is a failure.
function refused(error: unknown): undefined {
  const fromJose = error instanceof Error && 'code' in error && `${error.code}`.startsWith('ERR_J');
  if (fromJose || error instanceof UnknownKey) return undefined;
  throw error;
}
