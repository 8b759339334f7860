/** The ring of signing keys as a state machine: which key signs, and how long the others stay. */
import type { SealedKey, SigningKey } from '../signing-key.js';
import { announceMs, retainMs } from './times.js';

/** A key and when it came into its present state, in milliseconds since the epoch. */
export type Since<Key> = Key & { since: number };

/** All keys of a server, by state. */
export interface Ring {
  /** Signs and verifies. */
  active: Since<SealedKey>;
  /** Published before its time, so that whoever caches the keys knows it when it begins to sign. */
  next: Since<SealedKey>;
  /** Verify what they signed; their private halves are gone. The latest comes first. */
  retired: readonly Since<SigningKey>[];
}

export type KeyState = keyof Ring;

/** The next key is not known everywhere yet. */
export class TooEarly extends Error {
  override readonly name = 'TooEarly';
  /** Milliseconds since the epoch. */
  readonly notBefore: number;

  constructor(notBefore: number) {
    super('The next key has not been published for long enough');
    this.notBefore = notBefore;
  }
}

/** A ring of keys that nobody has seen before. */
export function newRing(active: SealedKey, next: SealedKey, now: number): Ring {
  return { active: { ...active, since: now }, next: { ...next, since: now }, retired: [] };
}

/**
 * Moves every key on by one state; those that no token can need any more leave.
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

/** Takes another next key; the one before has signed nothing. */
export function withNext(ring: Omit<Ring, 'next'>, next: SealedKey, now: number): Ring {
  return { ...ring, next: { ...next, since: now } };
}

/** When a retired key no longer counts, whether or not somebody has removed it. */
export function leavesAt({ since }: Since<SigningKey>): number {
  return since + retainMs;
}

/** The keys that count, with their states; the one that signs comes first. */
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
