/** Browsers away at the provider: what each carries is random, short-lived and good once. */
import { createHash } from 'node:crypto';
import { base64url } from 'jose';
import type { Entry, Store } from '../store/contract.js';
import type { LoginOptions } from './contract.js';

const lifetimeMs = 10 * 60 * 1000;

/** As stored, under a digest of the state: the database sends no browser back. */
export interface Pending {
  /** The id of the browser that left. */
  browser: string;
  /** What goes on after the sign-in. */
  resume: string;
  /** Where the browser was sent. */
  issuer: string;
  /** Whether the person has to show anew who they are. */
  anew: boolean;
  /** Milliseconds since the epoch. */
  leftAt: number;
  /** The PKCE verifier and the nonce, sealed. */
  sealed: string;
}

/** What the provider must see, or give back. */
export interface Proofs {
  /** RFC 7636, section 4.1. */
  verifier: string;
  /** OpenID Connect Core, section 3.1.2.1. */
  nonce: string;
}

/** Keeps what a browser that leaves has to come back with. */
export async function keepPending(
  { store, clock, random, seal }: LoginOptions,
  leaving: Pick<Pending, 'browser' | 'resume' | 'issuer' | 'anew'>,
): Promise<Proofs & { state: string }> {
  const [state, verifier, nonce] = [secret(random), secret(random), secret(random)];
  const proofs: Proofs = { verifier, nonce };
  const leftAt = clock();
  const value: Pending = { ...leaving, leftAt, sealed: await seal(JSON.stringify(proofs)) };
  await store.insert('once', pendingId(state), { value, expiresAt: leftAt + lifetimeMs });
  return { state, ...proofs };
}

/** What belongs to a state; `undefined` if it is unknown, too old or used. */
export async function findPending(
  store: Store,
  state: string,
): Promise<Entry<Pending> | undefined> {
  return /^[\w-]{43}$/.test(state) ? store.get<Pending>('once', pendingId(state)) : undefined;
}

/**
 * Uses it up: of several requests only one is given the proofs.
 *
 * @returns `undefined` if it was used before, or was sealed with a key that is gone
 */
export async function usePending(
  { store, open }: Pick<LoginOptions, 'store' | 'open'>,
  { id, value }: Entry<Pending>,
): Promise<Proofs | undefined> {
  if (!(await store.remove('once', id))) return undefined;
  const text = await open(value.sealed);
  return text === undefined ? undefined : (JSON.parse(text) as Proofs);
}

function pendingId(state: string): string {
  return `sign-in.${createHash('sha256').update(state).digest('base64url')}`;
}

function secret(random: LoginOptions['random']): string {
  return base64url.encode(random(32));
}
