/** Ending a grant or one of its access tokens. */
import { describe, expect, it } from 'vitest';
import { isLive, transition } from '../../../src/oauth/grant.js';
import { aGrant, grantLifetime, policy, redemption, refreshing, start } from './a-grant.js';

const open = transition(aGrant(), redemption(), start, policy).grant;

describe('revoking a grant', () => {
  const ended = transition(open, { type: 'revoke', reason: 'client_request' }, start + 5, policy);

  it('ends it at once for code, refresh tokens and access tokens [REV-3] [CON-7]', () => {
    expect(ended.outcome).toEqual({ type: 'revoked' });
    expect(isLive(ended.grant, start + 5)).toBe(false);
    for (const event of [redemption(), refreshing(1)]) {
      const { grant, outcome } = transition(ended.grant, event, start + 6, policy);
      expect(outcome).toMatchObject({ error: 'invalid_grant', why: 'revoked' });
      expect(grant).toBe(ended.grant);
    }
  });

  it('keeps the first reason and instant when it is revoked again [SEC-5]', () => {
    const again = transition(
      ended.grant,
      { type: 'revoke', reason: 'user_request' },
      start,
      policy,
    );
    expect(again.grant).toBe(ended.grant);
  });

  it('works before redemption: the code dies with it [REV-3]', () => {
    const { grant } = transition(
      aGrant(),
      { type: 'revoke', reason: 'user_request' },
      start,
      policy,
    );
    expect(transition(grant, redemption(), start, policy).outcome).toMatchObject({
      why: 'revoked',
    });
  });
});

describe('revoking one access token', () => {
  const event = { type: 'revoke_access_token', jti: 'a', expiresAt: start + 900_000 } as const;
  const once = transition(open, event, start, policy).grant;

  it('remembers the token and leaves the grant alive [REV-3]', () => {
    expect(once.revokedTokens).toEqual([{ jti: 'a', expiresAt: start + 900_000 }]);
    expect(isLive(once, start)).toBe(true);
    expect(transition(once, refreshing(1), start, policy).outcome.type).toBe('issue');
  });

  it('writes nothing for a token that is known or expired already [REV-3]', () => {
    expect(transition(once, event, start + 1, policy).grant).toBe(once);
    expect(transition(open, event, event.expiresAt, policy).grant).toBe(open);
  });

  it('forgets tokens that have expired since [REV-3]', () => {
    const later = { ...event, jti: 'b', expiresAt: start + 2_000_000 };
    const { grant } = transition(once, later, start + 1_000_000, policy);
    expect(grant.revokedTokens.map(({ jti }) => jti)).toEqual(['b']);
  });
});

describe('a live grant', () => {
  it('is neither revoked nor past its absolute end [RS-5]', () => {
    expect(isLive(open, start + grantLifetime - 1)).toBe(true);
    expect(isLive(open, start + grantLifetime)).toBe(false);
  });
});
