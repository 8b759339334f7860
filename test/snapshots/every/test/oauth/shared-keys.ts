/** Signing keys that tests share, since making RSA keys takes long. */
import { newRing } from '../../src/oauth/keyring/ring.js';
import { createSecrets } from '../../src/oauth/secrets.js';
import { makeKey, type SealedKey } from '../../src/oauth/signing-key.js';
import type { Store } from '../../src/store/contract.js';

/** The `SECRET_KEYS` of tests. */
export const secretKey = 'a-secret-that-only-tests-know-0123456789';

let made: Promise<[SealedKey, SealedKey]> | undefined;

/** Stores them as made just now. */
export async function putKeys(store: Store, clock: () => number): Promise<void> {
  made ??= makeKeys();
  const [active, next] = await made;
  const since = { createdAt: clock() };
  const ring = newRing({ ...active, ...since }, { ...next, ...since }, clock());
  await store.insert('key', 'ring', { value: ring });
}

async function makeKeys(): Promise<[SealedKey, SealedKey]> {
  const secrets = createSecrets([secretKey]);
  return [await makeKey('RS256', secrets, 0), await makeKey('RS256', secrets, 0)];
}
