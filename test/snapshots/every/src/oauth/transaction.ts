/** Pending authorization requests: kept here between pages, so that no page can change them. */
import type { User } from '../login/contract.js';
import { type Entry, StoreUnavailable } from '../store/contract.js';
import { BrowserError } from './browser-error.js';
import type { OAuthContext } from './context.js';
import type { OAuthErrorCode } from './errors.js';
import { randomId } from './random-id.js';

const lifetimeMs = 10 * 60 * 1000;

/** Where the answer goes: known before anything else of the request is believed. */
export interface ReturnAddress {
  redirectUri: string;
  /** Returned unchanged; absent if it was not sent. */
  state?: string;
}

/** What a valid request asks for. */
export interface Asked {
  /** RFC 7636, method S256. */
  codeChallenge: string;
  resource: string;
  scopes: readonly string[];
  /** Whether a session from before the request does not do. */
  freshLogin: boolean;
}

/** The client as it was when it asked: what the consent page shows of it. */
export interface AskingClient {
  id: string;
  name: string | undefined;
  /** Where its metadata document comes from, if it has one. */
  host: string | undefined;
  redirectUris: readonly string[];
  /** Whether it gets refresh tokens. */
  refreshable: boolean;
}

/** What the client is told instead of getting a code. */
export interface Refusal {
  error: OAuthErrorCode;
  description: string;
}

/** The single decision; the first one counts. `at` is in milliseconds since the epoch. */
export type Decision =
  | { kind: 'approved'; at: number; grantId: string; user: User }
  | { kind: 'denied'; at: number };

/** A pending request as stored. */
export interface Transaction {
  /** The id of the browser that started it. */
  browser: string;
  client: AskingClient;
  back: ReturnAddress;
  /** What it asks for, or why it will be refused once the user has signed in. */
  asked: Asked | Refusal;
  /** The id of the session in which it was started, if there was one. */
  startedIn: string | undefined;
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
 * The pending request with this id, for the browser that started it.
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
  { store }: OAuthContext,
  { id, version, value, expiresAt }: Entry<Transaction>,
  decision: Decision,
): Promise<Decision> {
  if (value.decision !== undefined) return value.decision;
  const draft = { value: { ...value, decision }, expiresAt };
  if (await store.replace<Transaction>('transaction', id, version, draft)) return decision;
  const first = (await store.get<Transaction>('transaction', id))?.value.decision;
  if (first === undefined) throw tooOld();
  return first;
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
