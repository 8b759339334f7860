/** The signing keys: made once, sealed at rest, shared by every instance through the store. */
import { type JSONWebKeySet, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Entry, Store } from '../store/contract.js';
import type { Secrets } from './secrets.js';
import {
  algorithm,
  type LoadedKey,
  loadKey,
  makeKey,
  type StoredKey,
  sealedByNewest,
} from './signing-key.js';

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
  let loading: Promise<void> | undefined;

  async function load(): Promise<LoadedKey[]> {
    const read = () => store.get<StoredKey[]>('key', 'ring');
    const entry = (await read()) ?? (await create().then(read));
    if (entry === undefined) throw new Error('The signing keys could not be stored');
    await sealAnew(entry);
    return Promise.all(entry.value.map((stored) => loadKey(stored, secrets)));
  }

  // Of several instances that start together one insert wins; all then read the winner's key.
  async function create(): Promise<void> {
    await store.insert('key', 'ring', { value: [await makeKey(secrets, clock())] });
  }

  // Once the newest secret opens the ring, older ones can be taken off the list. If another instance
  // wrote in the meantime, it did the same.
  async function sealAnew({ value, version }: Entry<StoredKey[]>): Promise<void> {
    const sealed = await Promise.all(value.map((stored) => sealedByNewest(stored, secrets)));
    if (sealed.every((stored, index) => stored === value[index])) return;
    await store.replace('key', 'ring', version, { value: sealed });
  }

  // All who meet an unknown key wait for the same read; one that failed does not count as a read.
  function reload(): Promise<void> {
    loading ??= load()
      .then((loaded) => {
        keys = loaded;
        loadedAt = clock();
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  }

  async function keyFor(kid: string | undefined): Promise<LoadedKey | undefined> {
    const find = () => keys.find((key) => key.kid === kid);
    if (find() === undefined && clock() - loadedAt >= rereadEveryMs) await reload();
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
