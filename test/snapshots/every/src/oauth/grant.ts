/**
 * The grant state machine: pure functions of a grant, an event and the time.
 *
 * A grant is one user's authorization of one client for one resource: its code, every generation of
 * its refresh token, all its access tokens. It holds none of them, not even a hash: `tokens.ts` forms
 * them from its id and generation.
 */
import { redeem } from './grant/redeem.js';
import { refresh } from './grant/refresh.js';
import { revoke, revokeAccessToken } from './grant/revoke.js';
import type { Grant, GrantEvent, GrantPolicy, Transition } from './grant/state.js';

export type * from './grant/state.js';

/**
 * Applies one event; the caller writes the next state by compare-and-swap and only then acts on the
 * outcome.
 *
 * @param now milliseconds since the epoch
 */
export function transition(
  grant: Grant,
  event: GrantEvent,
  now: number,
  policy: GrantPolicy,
): Transition {
  switch (event.type) {
    case 'redeem':
      return redeem(grant, event, now, policy);
    case 'refresh':
      return refresh(grant, event, now, policy);
    case 'revoke':
      return revoke(grant, event.reason, now);
    case 'revoke_access_token':
      return revokeAccessToken(grant, event, now);
  }
}

/** Whether tokens of this grant are honoured now. */
export function isLive(grant: Grant, now: number): boolean {
  return grant.revoked === undefined && now < grant.expiresAt;
}
