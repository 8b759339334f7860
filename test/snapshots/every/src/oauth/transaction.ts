/** Pending authorization requests: kept here, where no page can change them. */
import type { User } from '../login/contract.js';
import { type Entry, StoreUnavailable } from '../store/contract.js';
import { BrowserError } from './browser/browser-error.js';
import type { AskingClient } from './consent/asking-client.js';
import type { OAuthContext } from './context.js';
import type { OAuthErrorCode } from './errors.js';
import { randomId } from './random-id.js';

const lifetimeMs = 10 * 60 * 1000;

/** Where the answer goes: known before anything else. */
export interface ReturnAddress {
  redirectUri: string;
  /** Returned unchanged. */
  state?: string;
}

/** What a valid request asks for. */
export interface Asked {
  /** RFC 7636, method S256; absent only for a client that the operator exempted. */
  codeChallenge: string | undefined;
  resource: string;
  scopes: readonly string[];
  /** Whether an earlier session does not do. */
  freshLogin: boolean;
  /** Whether the person has agreed to the same before. */
  agreedBefore: boolean;
}

/** What the client gets in place of a code. */
export interface Refusal {
  error: OAuthErrorCode;
  description: string;
}

/** The decision; the first one counts. `at` is in milliseconds since the epoch. */
export type Decision =
  | { kind: 'approved'; at: number; grantId: string; user: User; scopes: readonly string[] }
  | { kind: 'denied'; at: number };

/** A pending request as stored. */
export interface Transaction {
  /** The id of the browser that started it. */
  browser: string;
  client: AskingClient;
  back: ReturnAddress;
  /** If refused, then once the user has signed in. */
  asked: Asked | Refusal;
  /** Whether an approval spares the next question. */
  rememberable: boolean;
  /** The id of the session in which it was started, if there was one. */
  startedIn: string | undefined;
  /** What was allowed before the sign-in. */
  agreed?: { scopes: readonly string[] } | undefined;
  decision?: Decision;
}

/** Stores a pending request; returns its id. */
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
 * The pending request, for the browser that started it.
 *
 * @param browser the browser's id, or `undefined` if it sent no cookie
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
 * Writes the decision unless there is one already.
 *
 * @returns the decision that counts
 */
export async function decide(
  context: Pick<OAuthContext, 'store'>,
  pending: Entry<Transaction>,
  decision: Decision,
): Promise<Decision> {
  return (await changeUndecided(context, pending, { decision })).decision ?? decision;
}

/**
 * Writes the fields unless the request has been decided.
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
