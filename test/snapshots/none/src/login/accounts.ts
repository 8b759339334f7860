/** The local accounts in the store. */
import { base64url } from 'jose';
import type { Entry, Store } from '../store/contract.js';
import { AccountProblem } from './account-problem.js';
import type { LoginOptions } from './contract.js';
import { hashPassword, passwordProblem } from './password.js';
import { isUserName, normalName } from './user-name.js';

/** A local account as stored under its normalised name. */
export interface Account {
  /** Stays the same for the account's life and is never given to another. */
  userId: string;
  name: string;
  passwordHash: string;
  /** Milliseconds since the epoch, as all instants. */
  createdAt: number;
  /** Absent until the first sign-in. */
  lastSignedInAt?: number;
}

/** One that may be from when people signed in at a provider: nobody signs in to it any more. */
export type StoredAccount = Omit<Account, 'passwordHash'> & Partial<Pick<Account, 'passwordHash'>>;

type Tools = Pick<LoginOptions, 'store' | 'clock' | 'random'>;

/**
 * Makes an account.
 *
 * @throws AccountProblem if the name is unusable or taken, or the password unusable
 */
export async function addAccount(tools: Tools, name: string, password: string): Promise<Account> {
  const account: Account = {
    userId: `user_${base64url.encode(tools.random(16))}`,
    name: usableName(name),
    passwordHash: await hashUsable(password),
    createdAt: tools.clock(),
  };
  if (await tools.store.insert<Account>('account', account.name, draft(account))) return account;
  throw new AccountProblem('name_taken', `There is a user ${account.name} already`);
}

/** The account with this name, in whatever spelling, or `undefined`. */
export async function findAccount(store: Store, name: string): Promise<Account | undefined> {
  return (await find(store, name))?.value;
}

/** The account with this name or with this user id, whoever may sign in to it, or `undefined`. */
export async function findStoredAccount(
  store: Store,
  nameOrId: string,
): Promise<StoredAccount | undefined> {
  return (await findAny(store, nameOrId))?.value;
}

/** Every account, ordered by name; those of a provider, if there was one, in no order. */
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
 * Removes an account. Its sessions and grants are for the caller to end.
 *
 * @throws AccountProblem if there is none
 */
export async function removeAccount(store: Store, nameOrId: string): Promise<void> {
  const entry = await findAny(store, nameOrId);
  if (entry === undefined || !(await store.remove('account', entry.id))) {
    throw unknownUser(nameOrId);
  }
}

/**
 * Gives an account another password. Its sessions are for the caller to end.
 *
 * @throws AccountProblem if there is no such account or the password is unusable
 */
export async function setPassword(store: Store, name: string, password: string): Promise<Account> {
  const passwordHash = await hashUsable(password);
  for (;;) {
    const entry = await find(store, name);
    if (entry === undefined) throw unknownUser(name);
    const account = { ...entry.value, passwordHash };
    if (await store.replace('account', entry.id, entry.version, draft(account))) return account;
  }
}

/**
 * Gives an account another password if it still has the one that was checked: of two changes with
 * the same old password only one counts.
 *
 * @returns `false` if the account was removed or its password changed meanwhile
 * @throws AccountProblem if the password is unusable
 */
export async function replacePassword(
  store: Store,
  checked: Account,
  password: string,
): Promise<boolean> {
  const passwordHash = await hashUsable(password);
  for (;;) {
    const entry = await find(store, checked.name);
    if (entry?.value.passwordHash !== checked.passwordHash) return false;
    const account = { ...entry.value, passwordHash };
    if (await store.replace('account', entry.id, entry.version, draft(account))) return true;
  }
}

/** Notes a sign-in; of several at the same moment, one is enough. */
export async function noteSignIn(store: Store, { name }: Account, now: number): Promise<void> {
  const entry = await find(store, name);
  if (entry === undefined) return;
  const account = { ...entry.value, lastSignedInAt: now };
  await store.replace('account', entry.id, entry.version, draft(account));
}

async function find(store: Store, name: string): Promise<Entry<Account> | undefined> {
  const normal = normalName(name);
  return isUserName(normal) ? store.get<Account>('account', normal) : undefined;
}

async function findAny(store: Store, nameOrId: string): Promise<Entry<StoredAccount> | undefined> {
  const named = await find(store, nameOrId);
  if (named !== undefined) return named;
  const [entry] = await store.find<StoredAccount>('account', { userId: nameOrId, limit: 1 });
  return entry;
}

function usableName(name: string): string {
  const normal = normalName(name);
  if (isUserName(normal)) return normal;
  throw new AccountProblem(
    'unusable_name',
    'A user name has 1 to 64 letters, digits and . _ @ + - and begins with a letter or a digit',
  );
}

async function hashUsable(password: string): Promise<string> {
  const problem = passwordProblem(password);
  if (problem !== undefined) throw new AccountProblem('unusable_password', problem);
  return hashPassword(password);
}

function unknownUser(name: string): AccountProblem {
  return new AccountProblem('unknown_user', `There is no user ${normalName(name)}`);
}

function draft(account: Account) {
  return { value: account, userId: account.userId };
}
