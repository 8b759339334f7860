/** Keys at a URL: seldom fetched, under the rules for documents (CIMD, section 8.6). */
import type { Entry } from '../../../store/contract.js';
import type { OAuthContext } from '../../context.js';
import { KeysUnavailable } from '../../errors.js';
import { onceAtATime } from '../once-at-a-time.js';
import { fetchKeys, type KeysFailure } from './fetch-keys.js';
import type { PublicKey } from './public-keys.js';
import { findStoredKeys, type StoredKeys, saveKeys } from './stored-keys.js';

/** The part of the context that this takes. */
export type KeysContext = Pick<OAuthContext, 'store' | 'clock' | 'guardedFetch' | 'audit'>;

const second = 1000;

/** Between two questions for the same keys; milliseconds. */
const pauseMs = 10 * second;

/** While their host fails the last good keys count for so long. */
const lastGoodMs = 24 * 3600 * second;

/** Where keys are, and of which client, if of any. */
export interface KeysOf {
  url: URL;
  clientId?: string | undefined;
}

/**
 * The keys as they were at most an hour ago, or a day while their host fails.
 *
 * @returns `isNew`: they were fetched just now
 * @throws KeysUnavailable
 * @throws StoreUnavailable
 */
export function keysAt(
  context: KeysContext,
  of: KeysOf,
): Promise<{ keys: readonly PublicKey[]; isNew: boolean }> {
  return onceAtATime(context.store, `keys at ${of.url.href}`, async () => {
    const before = await findStoredKeys(context.store, of.url);
    const freshMs = (before?.value.freshUntil ?? 0) - context.clock();
    if (freshMs > 0) return { keys: before?.value.keys ?? notYet(freshMs), isNew: false };
    const { keys, failure } = await ask(context, of, before);
    return { keys: keys ?? notYet(pauseMs, failure), isNew: failure === undefined };
  });
}

/**
 * The keys as they are now, for a signature with an unknown key.
 *
 * @throws KeysUnavailable also if the host was asked a moment ago: nobody can make this server ask it
 *   each time
 * @throws StoreUnavailable
 */
export function newestKeysAt(context: KeysContext, of: KeysOf): Promise<readonly PublicKey[]> {
  return onceAtATime(context.store, `newest keys at ${of.url.href}`, async () => {
    const before = await findStoredKeys(context.store, of.url);
    const waitMs = (before?.value.askedAt ?? 0) + pauseMs - context.clock();
    if (waitMs > 0) notYet(waitMs);
    const { keys, failure } = await ask(context, of, before);
    return (failure === undefined ? keys : undefined) ?? notYet(pauseMs, failure);
  });
}

/** With a failure, the keys are the last good ones, if any. */
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
