/** The accounts of people who sign in elsewhere: known by issuer and subject alone. */
import { createHash } from 'node:crypto';
import { base64url } from 'jose';
import type { Entry, Store } from '../store/contract.js';
import type { LoginOptions } from './contract.js';
import type { Identity } from './identity.js';

/** An account as stored, under a digest of who it is at the provider. */
export interface Account extends Identity {
  name: string;
  /** Stays the same for the account's life and is never given to another. */
  userId: string;
  /** Milliseconds since the epoch, as all instants. */
  createdAt: number;
  lastSignedInAt: number;
  /** Since when the operator has shut this person out. */
  disabledAt?: number;
}

/**
 * One that may be from before there was a provider. Nobody signs in to that any more; what it
 * permitted stays until it is removed.
 */
export type StoredAccount = Partial<Account> & Pick<Account, 'name' | 'userId' | 'createdAt'>;

type Tools = Pick<LoginOptions, 'store' | 'clock' | 'random'>;

/**
 * The account of somebody who has just signed in, made at the first time, with what the provider
 * calls them now. One that is shut out stays as it is.
 */
export async function enterAccount(tools: Tools, identity: Identity): Promise<Account> {
  const { store, clock, random } = tools;
  const id = accountId(identity);
  for (;;) {
    const entry = await store.get<Account>('account', id);
    if (entry?.value.disabledAt !== undefined) return entry.value;
    const now = clock();
    const account: Account = {
      ...identity,
      // Some assertions do not say the name again.
      name: identity.name ?? entry?.value.name ?? identity.email ?? 'Somebody',
      userId: entry?.value.userId ?? `user_${base64url.encode(random(16))}`,
      createdAt: entry?.value.createdAt ?? now,
      lastSignedInAt: now,
    };
    const isWritten =
      entry === undefined
        ? await store.insert('account', id, draft(account))
        : await store.replace('account', id, entry.version, draft(account));
    if (isWritten) return account;
  }
}

/** Every account, also those from before there was a provider, in the order of their ids. */
export async function listAccounts(store: Store): Promise<StoredAccount[]> {
  const accounts: StoredAccount[] = [];
  for (let after: string | undefined; ; ) {
    const entries = await store.find<StoredAccount>('account', { after });
    accounts.push(...entries.map(({ value }) => value));
    after = entries.at(-1)?.id;
    if (after === undefined) return accounts;
  }
}

/**
 * Shuts somebody out, or lets them in again. Sessions and grants are for the caller to end.
 *
 * @param disabledAt milliseconds since the epoch, or `undefined` to let them in
 * @returns `undefined` if there is no such account
 */
export async function setDisabled(
  store: Store,
  userId: string,
  disabledAt: number | undefined,
): Promise<Account | undefined> {
  for (;;) {
    const entry = await findEntry(store, userId);
    if (entry === undefined) return undefined;
    const { disabledAt: _before, ...rest } = entry.value;
    const account: Account = disabledAt === undefined ? rest : { ...rest, disabledAt };
    if (await store.replace('account', entry.id, entry.version, draft(account))) return account;
  }
}

/** Forgets an account; whoever it was gets another id at their next sign-in. */
export async function removeAccount(store: Store, userId: string): Promise<boolean> {
  const entry = await findEntry(store, userId);
  return entry !== undefined && store.remove('account', entry.id);
}

/** The account with this user id, or `undefined`. */
export async function findAccount(store: Store, userId: string): Promise<Account | undefined> {
  return (await findEntry(store, userId))?.value;
}

async function findEntry(store: Store, userId: string): Promise<Entry<Account> | undefined> {
  const [entry] = await store.find<Account>('account', { userId, limit: 1 });
  return entry;
}

// A list, so that no part can pass for the beginning of another.
function accountId({ issuer, subject, tenant }: Identity): string {
  const parts = tenant === undefined ? [issuer, subject] : [issuer, subject, tenant];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function draft(account: Account) {
  return { value: account, userId: account.userId };
}
