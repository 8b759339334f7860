/** Ends a grant, or one access token of it. */
import type { Grant, RevocationReason, Transition } from './state.js';

/** Revokes the whole grant, once: the first reason stays. */
export function revoke(grant: Grant, reason: RevocationReason, now: number): Transition {
  const next = grant.revoked === undefined ? { ...grant, revoked: { at: now, reason } } : grant;
  return { grant: next, outcome: { type: 'revoked' } };
}

/** Revokes one access token (RFC 7009) until it would have expired; the grant lives on. */
export function revokeAccessToken(
  grant: Grant,
  token: { jti: string; expiresAt: number },
  now: number,
): Transition {
  const known = grant.revokedTokens.some(({ jti }) => jti === token.jti);
  if (known || token.expiresAt <= now) return { grant, outcome: { type: 'revoked' } };
  const revokedTokens = [
    ...grant.revokedTokens.filter(({ expiresAt }) => expiresAt > now),
    { jti: token.jti, expiresAt: token.expiresAt },
  ];
  return { grant: { ...grant, revokedTokens }, outcome: { type: 'revoked' } };
}
