/** Redemption of the authorization code (OAuth 2.1, section 4.1.3). */
import { ended, misuse, refuse } from './refuse.js';
import { revoke } from './revoke.js';
import type { Grant, GrantEvent, GrantPolicy, Transition } from './state.js';

type Redeem = Extract<GrantEvent, { type: 'redeem' }>;

/**
 * The first valid redemption issues tokens; a second one is a replay and ends the grant, but for the
 * window of repetitions; an invalid one changes nothing.
 */
export function redeem(grant: Grant, event: Redeem, now: number, policy: GrantPolicy): Transition {
  const wrong = misuse(grant, event) ?? misfit(grant, event) ?? ended(grant, now);
  if (wrong !== undefined) return refuse(grant, wrong);
  if (grant.code.redeemedAt !== undefined) {
    if (isRepeated(grant, event, now, policy)) return refuse(grant, 'code_repeated');
    return refuse(revoke(grant, 'code_replay', now).grant, 'code_replayed');
  }
  if (now >= grant.code.expiresAt) return refuse(grant, 'expired');

  const opened: Grant = {
    ...grant,
    lastUsedAt: now,
    code: { ...grant.code, redeemedAt: now },
  };
  const outcome = { type: 'issue', how: 'redeemed', scopes: grant.scopes } as const;
  if (!grant.refreshable) return { grant: opened, outcome };
  const idleExpiresAt = Math.min(now + policy.refreshTtl, grant.expiresAt);
  return {
    grant: { ...opened, refresh: { generation: 1, idleExpiresAt, rotations: [] } },
    outcome: { ...outcome, generation: 1 },
  };
}

// A client that gets its callback twice sends the same twice. Without the verifier or a redirect URI
// less is proved.
function isRepeated(
  { code }: Grant,
  event: Redeem,
  now: number,
  { codeRepeatWindow }: GrantPolicy,
): boolean {
  if (code.redeemedAt === undefined || codeRepeatWindow === 0) return false;
  const isSame = event.codeChallenge !== undefined && event.redirectUri === code.redirectUri;
  return isSame && now - code.redeemedAt < codeRepeatWindow;
}

function misfit(grant: Grant, event: Redeem): 'other_redirect_uri' | 'code_verifier' | undefined {
  const { redirectUri, codeChallenge } = grant.code;
  // It may be absent where PKCE binds the code (OAuth 2.1, section 10.2).
  const mayOmit = event.redirectUri === undefined && codeChallenge !== undefined;
  if (!mayOmit && event.redirectUri !== redirectUri) return 'other_redirect_uri';
  // Without a challenge no verifier may come: RFC 9700, section 4.8.2.
  return event.codeChallenge === codeChallenge ? undefined : 'code_verifier';
}
