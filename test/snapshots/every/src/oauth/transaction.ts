/** Pending authorization requests, kept here where no page can change them. */
import type { User } from '../login/contract.js';
import { type Entry, StoreUnavailable } from '../store/contract.js';
import { BrowserError } from './browser/browser-error.js';
import type { AskingClient } from './consent/asking-client.js';
import type { OAuthContext } from './context.js';
import type { OAuthErrorCode } from './errors.js';
import { randomId } from './random-id.js';

const lifetimeMs = 10 * 60 * 1000;

/** Known before the request is believed. */
export interface ReturnAddress {
  redirectUri: string;
  /** Returned unchanged. */
  state?: string;
}

export interface Asked {
  /** RFC 7636, method S256; absent only for a client that the operator exempted. */
  codeChallenge: string | undefined;
  resource: string;
  scopes: readonly string[];
  /** A session from before the request does not do. */
  freshLogin: boolean;
  /** The person agreed to the same before: no page is shown. */
  agreedBefore: boolean;
}

/** For the client in place of a code. */
export interface Refusal {
  error: OAuthErrorCode;
  description: string;
}

/** The first one counts. `at` in milliseconds since the epoch. */
export type Decision =
  | { kind: 'approved'; at: number; grantId: string; user: User; scopes: readonly string[] }
  | { kind: 'denied'; at: number };

export interface Transaction {
  /** The id of the browser that started it. */
  browser: string;
  client: AskingClient;
  back: ReturnAddress;
  /** Or why it will be refused after the sign-in. */
  asked: Asked | Refusal;
  /** Whether an approval spares the next question. */
  rememberable: boolean;
  /** The id of the session that it was started in. */
  startedIn: string | undefined;
  /** Allowed before signing in elsewhere; a decision afterwards. */
  agreed?: { scopes: readonly string[] } | undefined;
  decision?: Decision;
}

/** @returns its id */
export async function insertTransaction(
  { store, clock, random }: OAuthContext,
  transaction: Transaction,
): Promise<string> {
  const id = randomId(random);
  const expiresAt = clock() + lifetimeMs;
  if (await store.insert('transaction', id, { value: transaction, expiresAt })) return id;
  throw new StoreUnavailable('A pending request could not be stored');
}

/**
 * @param browser the browser's id
 * @throws BrowserError if there is none, it is too old, or another browser started it
 */
export async function findTransaction(
  { store }: OAuthContext,
  id: string,
  browser: string | undefined,
): Promise<Entry<Transaction>> {
  const entry = /^[\w-]{22}$/.test(id)
    ? await store.get<Transaction>('transaction', id)
    : undefined;
  if (entry === undefined) throw tooOld();
  if (entry.value.browser !== browser) throw otherBrowser();
  return entry;
}

/**
 * Unless there is a decision already.
 *
 * @returns the one that counts
 */
export async function decide(
  context: Pick<OAuthContext, 'store'>,
  pending: Entry<Transaction>,
  decision: Decision,
): Promise<Decision> {
  return (await changeUndecided(context, pending, { decision })).decision ?? decision;
}

/**
 * Writes the fields unless the request has been decided: then it changes no more.
 *
 * @returns the request as stored now
 * @throws BrowserError if it has expired
 */
export async function changeUndecided(
  { store }: Pick<OAuthContext, 'store'>,
  pending: Entry<Transaction>,
  fields: Partial<Transaction>,
): Promise<Transaction> {
  let entry: Entry<Transaction> | undefined = pending;
  while (entry !== undefined) {
    if (entry.value.decision !== undefined) return entry.value;
    const { version, expiresAt } = entry;
    const value: Transaction = { ...entry.value, ...fields };
    const draft = { value, expiresAt };
    if (await store.replace('transaction', pending.id, version, draft)) return value;
    entry = await store.get<Transaction>('transaction', pending.id);
  }
  throw tooOld();
}

function tooOld(): BrowserError {
  return new BrowserError(400, 'This request has expired', [
    'A request to connect is good for ten minutes.',
    'Go back to the application and connect again.',
  ]);
}

function otherBrowser(): BrowserError {
  return new BrowserError(403, 'Continue where you started', [
    'This request was started in another browser, or this browser does not keep cookies.',
    'Allow cookies for this site, then go back to the application and connect again.',
  ]);
}
