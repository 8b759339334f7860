/** Check: the assertion has not been presented before (MCP enterprise-managed authorization, 7.4.2). */
import type { OAuthContext } from '../../context.js';
import { sha256 } from '../../sha256.js';
import { refuse } from './refuse.js';

/** The clocks of instances may differ. */
const marginMs = 60_000;

/** @throws OAuthError `invalid_grant` */
export function requiredJti(jti: unknown): string {
  return typeof jti === 'string' && jti !== '' ? jti : refuse('no_jti');
}

/**
 * Uses up the id of an assertion while that could be accepted. Only what is signed gets here, or
 * strangers could use up the ids of others.
 *
 * @param until when the assertion is no longer accepted, in milliseconds since the epoch
 * @throws OAuthError `invalid_grant`
 * @throws StoreUnavailable
 */
export async function useOnce(
  { store }: Pick<OAuthContext, 'store'>,
  { issuer, tenant, jti }: { issuer: string; tenant?: string | undefined; jti: string },
  until: number,
): Promise<void> {
  const id = `id-jag.${await sha256(JSON.stringify([issuer, tenant ?? null, jti]))}`;
  const isFirst = await store.insert('once', id, { value: 'used', expiresAt: until + marginMs });
  if (!isFirst) refuse('replayed');
}
