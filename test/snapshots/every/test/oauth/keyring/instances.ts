/** Instances of one server: key rings on one store, with a clock that the test holds. */
import type { JWTPayload } from 'jose';
import type { RingContext } from '../../../src/oauth/keyring/stored-ring.js';
import { type Keyring, openKeyring } from '../../../src/oauth/keyring.js';
import { createSecrets } from '../../../src/oauth/secrets.js';
import type { Store } from '../../../src/store/contract.js';
import { openTestStore } from '../../store/open-test-store.js';

export const secret = 'the-first-secret-of-this-test-0123456789';
const [iss, aud] = ['https://a.example', 'https://a.example/mcp'];

export interface Instances {
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  pass: (ms: number) => void;
  /** What the operator's tool works with; ES256 unless told otherwise, since its keys are made fast. */
  context: (changes?: Partial<RingContext>) => RingContext;
  /** Starts one more instance. */
  start: (changes?: Partial<RingContext>) => Promise<Keyring>;
  /** A token that lasts a minute, or as long as it is told. */
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
    secrets: createSecrets([secret]),
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
