/** Asks a host for the keys that it serves. */
import type { OAuthContext } from '../../context.js';
import { FetchFailed, type FetchFailure } from '../metadata-document/fetch/fetch-failed.js';
import { jsonIn } from '../metadata-document/fetch/receive.js';
import { freshFor } from '../metadata-document/freshness.js';
import { type PublicKey, readPublicKeys } from './public-keys.js';

const minute = 60_000;

/** A withdrawn key is good for an hour at most, whatever its host says. */
const bounds = { leastMs: minute, unsaidMs: 15 * minute, mostMs: 60 * minute };

/** A closed set, for the log. */
export type KeysFailure = FetchFailure | 'no_key_set';

/** What came of it. */
export type FetchedKeys =
  | { keys: readonly PublicKey[]; freshMs: number }
  /** `isWithdrawn`: the host itself says that there are none, or none of use. */
  | { failure: KeysFailure; isWithdrawn: boolean };

/** The keys at a URL, and for how long they are fresh; never throws for a failure. */
export async function fetchKeys(
  { guardedFetch }: Pick<OAuthContext, 'guardedFetch'>,
  url: URL,
): Promise<FetchedKeys> {
  try {
    const { body, headers } = await guardedFetch(url, 'keys');
    const keys = readPublicKeys(jsonIn(body));
    if (keys === undefined) return { failure: 'no_key_set', isWithdrawn: true };
    return { keys, freshMs: freshFor(headers, bounds) };
  } catch (error) {
    if (!(error instanceof FetchFailed)) throw error;
    return { failure: error.reason, isWithdrawn: error.isFinal };
  }
}
