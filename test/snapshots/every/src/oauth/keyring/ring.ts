/** The ring of signing keys as a state machine. */
import type { SealedKey, SigningKey } from '../signing-key.js';
import { announceMs, retainMs } from './times.js';

/** When it came into its state, in milliseconds since the epoch. */
export type Since<Key> = Key & { since: number };

/** All keys of a server, by state. */
export interface Ring {
  /** Signs and verifies. */
  active: Since<SealedKey>;
  /** Published before it signs, for whoever keeps the keys. */
  next: Since<SealedKey>;
  /** Verify what they signed, without private halves. The latest comes first. */
  retired: readonly Since<SigningKey>[];
}

export type KeyState = keyof Ring;

/** Not everybody knows the next key. */
export class TooEarly extends Error {
  override readonly name = 'TooEarly';
  /** Milliseconds since the epoch. */
  readonly notBefore: number;

  constructor(notBefore: number) {
    super('The next key has not been published for long enough');
    this.notBefore = notBefore;
  }
}

/** A ring of new keys. */
export function newRing(active: SealedKey, next: SealedKey, now: number): Ring {
  return { active: { ...active, since: now }, next: { ...next, since: now }, retired: [] };
}

/**
 * Moves every key on by one state; those that no token needs any more leave.
 *
 * @param fresh becomes the next key
 * @throws TooEarly
 */
export function rotate({ active, next, retired }: Ring, fresh: SealedKey, now: number): Ring {
  const notBefore = next.since + announceMs;
  if (now < notBefore) throw new TooEarly(notBefore);
  const { sealedPrivateKey: _, ...retiring } = active;
  return {
    active: { ...next, since: now },
    next: { ...fresh, since: now },
    retired: [{ ...retiring, since: now }, ...retired.filter((key) => now < leavesAt(key))],
  };
}

/** The next key before this one has signed nothing. */
export function withNext(ring: Omit<Ring, 'next'>, next: SealedKey, now: number): Ring {
  return { ...ring, next: { ...next, since: now } };
}

/** When it no longer counts, removed or not. */
export function leavesAt({ since }: Since<SigningKey>): number {
  return since + retainMs;
}

/** The keys that count; the one that signs comes first. */
export function keysInUse(
  ring: Omit<Ring, 'next'> & Partial<Ring>,
  now: number,
): { state: KeyState; key: Since<SigningKey> }[] {
  const { active, next, retired } = ring;
  return [
    { state: 'active' as const, key: active },
    ...(next === undefined ? [] : [{ state: 'next' as const, key: next }]),
    ...retired
      .filter((key) => now < leavesAt(key))
      .map((key) => ({ state: 'retired' as const, key })),
  ];
}
