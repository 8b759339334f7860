/** Several instances on one store. */
import type { JWTPayload } from 'jose';
import type { RingContext } from '../../../src/oauth/keyring/stored-ring.js';
import { type Keyring, openKeyring } from '../../../src/oauth/keyring.js';
import { createSecrets } from '../../../src/oauth/secrets.js';
import type { Store } from '../../../src/store/contract.js';
import { openTestStore } from '../../store/open-test-store.js';
import { secretKey } from '../shared-keys.js';

export const secret = secretKey;
const [iss, aud] = ['https://a.example', 'https://a.example/mcp'];

export interface Instances {
  store: Store;
  clock: () => number;
  pass: (ms: number) => void;
  /** ES256 by default, since its keys are made fast. */
  context: (changes?: Partial<RingContext>) => RingContext;
  start: (changes?: Partial<RingContext>) => Promise<Keyring>;
  /** For a minute by default. */
  sign: (keyring: Keyring, seconds?: number) => Promise<string>;
  verify: (keyring: Keyring, token: string) => Promise<JWTPayload | undefined>;
  close: () => Promise<void>;
}

export async function openInstances(): Promise<Instances> {
  let now = Date.UTC(2030, 0, 1);
  const clock = () => now;
  const { store, close } = await openTestStore({ clock });
  const context: Instances['context'] = (changes = {}) => ({
    store,
    clock,
    secrets: createSecrets([secretKey]),
    algorithm: 'ES256',
    ...changes,
  });
  return {
    store,
    clock,
    pass: (ms) => {
      now += ms;
    },
    context,
    start: (changes) => openKeyring(context(changes)),
    sign: (keyring, seconds = 60) => {
      const iat = Math.floor(now / 1000);
      return keyring.sign({ iss, aud, sub: 'u', jti: 't', iat, exp: iat + seconds }, 'at+jwt');
    },
    verify: (keyring, token) =>
      keyring.verify(token, { typ: 'at+jwt', issuer: iss, audience: aud, now }),
    close,
  };
}
