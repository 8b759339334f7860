/** What became of a guarded fetch. */

import { FetchFailed } from '../../../../../src/oauth/clients/metadata-document/fetch/fetch-failed.js';
import type { GuardedFetch } from '../../../../../src/oauth/clients/metadata-document/fetch/guarded-fetch.js';

/** The reason of a failure, or `fetched`. */
export async function outcomeOf(guardedFetch: GuardedFetch, url: string): Promise<string> {
  try {
    await guardedFetch(new URL(url));
    return 'fetched';
  } catch (error) {
    if (error instanceof FetchFailed) return error.reason;
    throw error;
  }
}
