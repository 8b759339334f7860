/** Check: the assertion has not been presented before (RFC 7523, section 3, item 7). */
import type { Client } from '../../clients/client.js';
import type { OAuthContext } from '../../context.js';
import { sha256 } from '../../sha256.js';
import { AssertionRefused } from './assertion-refused.js';

/** The clocks of instances may differ. */
const marginMs = 60_000;

/** @throws AssertionRefused `no_jti` */
export function requiredJti(jti: unknown): string {
  if (typeof jti === 'string' && jti !== '') return jti;
  throw new AssertionRefused('no_jti');
}

/**
 * Uses up the id of an assertion while that could be accepted. Only what is signed gets here, or
 * strangers could use up the ids of others.
 *
 * @param until when the assertion is no longer accepted, in milliseconds since the epoch
 * @throws AssertionRefused `replayed`
 * @throws StoreUnavailable
 */
export async function useOnce(
  { store }: Pick<OAuthContext, 'store'>,
  client: Pick<Client, 'id'>,
  jti: string,
  until: number,
): Promise<void> {
  const id = `assertion.${await sha256(JSON.stringify([client.id, jti]))}`;
  const isFirst = await store.insert('once', id, { value: 'used', expiresAt: until + marginMs });
  if (!isFirst) throw new AssertionRefused('replayed');
}
