/** The ring in the store: one record for all instances, changed by compare-and-swap. */
import { type Store, StoreUnavailable } from '../../store/contract.js';
import type { Secrets } from '../secrets.js';
import type { SigningAlgorithm } from '../signing-algorithm.js';
import { algorithmOf, makeKey, type SealedKey, sealedByNewest } from '../signing-key.js';
import { newRing, type Ring, rotate, withNext } from './ring.js';

/** What working on the ring takes. */
export interface RingContext {
  store: Store;
  secrets: Secrets;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Of new keys. */
  algorithm: SigningAlgorithm;
}

/** A ring that was never rotated may have no next key. */
export type FoundRing = Omit<Ring, 'next'> & Partial<Ring>;

/** Before rotation it was a list, whose first key signed. */
type StoredRing = Ring | readonly SealedKey[];

const mostAttempts = 20;

/** The stored ring; `undefined` before the first server has started. */
export async function readRing({
  store,
  clock,
}: Pick<RingContext, 'store' | 'clock'>): Promise<FoundRing | undefined> {
  return found((await store.get<StoredRing>('key', 'ring'))?.value, clock());
}

/**
 * The ring as a server needs it, made if there is none: with a next key of the configured algorithm,
 * and sealed with the newest secret, so that older ones can go.
 *
 * @throws if no listed secret opens the keys
 */
export async function prepareRing(context: RingContext): Promise<Ring> {
  const { secrets, clock, algorithm } = context;
  const make = () => makeKey(algorithm, secrets, clock());
  return change(context, async (ring) => {
    if (ring === undefined) return newRing(await make(), await make(), clock());
    const active = await sealedByNewest(ring.active, secrets);
    if (ring.next === undefined || algorithmOf(ring.next) !== algorithm) {
      return withNext({ ...ring, active }, await make(), clock());
    }
    const next = await sealedByNewest(ring.next, secrets);
    const isSealed = active === ring.active && next === ring.next;
    return isSealed ? (ring as Ring) : { ...ring, active, next };
  });
}

/**
 * Lets the next key sign, and the active one retire.
 *
 * @throws TooEarly
 * @throws if no listed secret opens the keys
 */
export async function rotateRing(context: RingContext): Promise<Ring> {
  const { secrets, clock, algorithm } = context;
  await prepareRing(context);
  const fresh = await makeKey(algorithm, secrets, clock());
  return change(context, async (ring) => {
    if (ring?.next === undefined) throw new Error('The signing keys are gone');
    return rotate({ ...ring, next: ring.next }, fresh, clock());
  });
}

/**
 * Throws every key away: whoever copied one could copy all. Opens none, for their secret may be lost.
 */
export async function replaceRing(context: RingContext): Promise<Ring> {
  const { secrets, clock, algorithm } = context;
  const [active, next] = [
    await makeKey(algorithm, secrets, clock()),
    await makeKey(algorithm, secrets, clock()),
  ];
  return change(context, async () => newRing(active, next, clock()));
}

/** @param to returns the very object that came in if nothing is to be written */
async function change(
  { store, clock }: RingContext,
  to: (ring: FoundRing | undefined) => Promise<Ring>,
): Promise<Ring> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const entry = await store.get<StoredRing>('key', 'ring');
    const before = found(entry?.value, clock());
    const value = await to(before);
    if (value === before) return value;
    const written =
      entry === undefined
        ? await store.insert('key', 'ring', { value })
        : await store.replace('key', 'ring', entry.version, { value });
    if (written) return value;
  }
  throw new StoreUnavailable('The keys could not be written: every conditional write was refused');
}

function found(stored: StoredRing | undefined, now: number): FoundRing | undefined {
  if (stored === undefined || 'active' in stored) return stored;
  const [active, ...others] = stored;
  if (active === undefined) return undefined;
  const retired = others.map(({ sealedPrivateKey: _, ...key }) => ({ ...key, since: now }));
  return { active: { ...active, since: active.createdAt }, retired };
}
