/** Keys at a URL: fetched as carefully as metadata documents, and seldom (CIMD, section 8.6). */
import type { Entry } from '../../../store/contract.js';
import type { OAuthContext } from '../../context.js';
import { KeysUnavailable } from '../../errors.js';
import { onceAtATime } from '../once-at-a-time.js';
import { fetchKeys, type KeysFailure } from './fetch-keys.js';
import type { PublicKey } from './public-keys.js';
import { findStoredKeys, type StoredKeys, saveKeys } from './stored-keys.js';

export type KeysContext = Pick<OAuthContext, 'store' | 'clock' | 'guardedFetch' | 'audit'>;

const second = 1000;

/** Between two questions for the same keys, whatever is sent here. */
const pauseMs = 10 * second;

/** For the last good keys, while their host fails. */
const lastGoodMs = 24 * 3600 * second;

/** For a client, if any. */
export interface KeysOf {
  url: URL;
  clientId?: string | undefined;
}

/**
 * At most an hour old, or a day while their host fails.
 *
 * @returns `isNew`: fetched for this call
 * @throws KeysUnavailable
 * @throws StoreUnavailable
 */
export function keysAt(context: KeysContext, of: KeysOf): Promise<Found> {
  return onceAtATime(context.store, `keys at ${of.url.href}`, () => find(context, of));
}

interface Found {
  keys: readonly PublicKey[];
  isNew: boolean;
}

async function find(context: KeysContext, of: KeysOf): Promise<Found> {
  const before = await findStoredKeys(context.store, of.url);
  const freshMs = (before?.value.freshUntil ?? 0) - context.clock();
  if (freshMs > 0) return { keys: before?.value.keys ?? notYet(freshMs), isNew: false };
  const { keys, failure } = await ask(context, of, before);
  return { keys: keys ?? notYet(pauseMs, failure), isNew: failure === undefined };
}

/**
 * For a signature with a key that was not among them.
 *
 * @throws KeysUnavailable also if the host was asked a moment ago: nobody can make this server send
 * a request for each that it gets
 * @throws StoreUnavailable
 */
export function newestKeysAt(context: KeysContext, of: KeysOf): Promise<readonly PublicKey[]> {
  return onceAtATime(context.store, `newest keys at ${of.url.href}`, () => findNewest(context, of));
}

async function findNewest(context: KeysContext, of: KeysOf): Promise<readonly PublicKey[]> {
  const before = await findStoredKeys(context.store, of.url);
  const waitMs = (before?.value.askedAt ?? 0) + pauseMs - context.clock();
  if (waitMs > 0) notYet(waitMs);
  const { keys, failure } = await ask(context, of, before);
  return (failure === undefined ? keys : undefined) ?? notYet(pauseMs, failure);
}

/** With a failure, the last good keys. */
interface Asked {
  keys?: readonly PublicKey[] | undefined;
  failure?: KeysFailure;
}

async function ask(
  context: KeysContext,
  { url, clientId }: KeysOf,
  before: Entry<StoredKeys> | undefined,
): Promise<Asked> {
  const fetched = await fetchKeys(context, url);
  const askedAt = context.clock();
  const save = (value: Pick<StoredKeys, 'keys' | 'freshUntil'>, expiresAt: number) =>
    saveKeys(context.store, before, { url: url.href, askedAt, ...value }, expiresAt);

  if ('keys' in fetched) {
    const { keys, freshMs } = fetched;
    await save({ keys, freshUntil: askedAt + freshMs }, askedAt + lastGoodMs);
    return { keys };
  }
  const { failure, isWithdrawn } = fetched;
  context.audit({ event: 'keys.unavailable', clientId, reason: failure });
  const freshUntil = askedAt + pauseMs;
  const keys = isWithdrawn ? undefined : before?.value.keys;
  if (keys === undefined) await save({ freshUntil }, freshUntil);
  else await save({ keys, freshUntil }, before?.expiresAt ?? freshUntil);
  return { keys, failure };
}

function notYet(waitMs: number, failure: KeysFailure | 'asked_just_now' = 'asked_just_now'): never {
  throw new KeysUnavailable(failure, Math.ceil(waitMs / second));
}
