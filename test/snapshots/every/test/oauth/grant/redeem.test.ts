/** Redemption of the code. */
import { describe, expect, it } from 'vitest';
import { transition } from '../../../src/oauth/grant.js';
import { aGrant, codeLifetime, grantLifetime, policy, redemption, start } from './a-grant.js';

const unredeemed = aGrant();
const redeemed = transition(unredeemed, redemption(), start + 1000, policy).grant;

describe('redeeming a code', () => {
  it('issues the granted scopes and opens the refresh line [TOK-7] [REF-8]', () => {
    const { grant, outcome } = transition(unredeemed, redemption(), start + 1000, policy);
    const scopes = ['notes:read', 'notes:write'];
    expect(outcome).toEqual({ type: 'issue', how: 'redeemed', scopes, generation: 1 });
    expect(grant.code.redeemedAt).toBe(start + 1000);
    expect(grant.lastUsedAt).toBe(start + 1000);
    expect(grant.refresh).toEqual({
      generation: 1,
      idleExpiresAt: start + 1000 + policy.refreshTtl,
      rotations: [],
    });
  });

  it('opens no refresh line for a client that may not refresh [REF-8]', () => {
    const { grant, outcome } = transition(
      aGrant({ refreshable: false }),
      redemption(),
      start,
      policy,
    );
    expect(outcome).not.toHaveProperty('generation');
    expect(grant.refresh).toBeUndefined();
  });

  it('never lets the refresh line outlive the grant [REF-7]', () => {
    const short = aGrant({ expiresAt: start + 5000 });
    const { grant } = transition(short, redemption(), start, policy);
    expect(grant.refresh?.idleExpiresAt).toBe(start + 5000);
  });

  it('needs no redirect URI, since the verifier binds the code [RED-8]', () => {
    const { redirectUri: _, ...without } = redemption();
    expect(transition(unredeemed, without, start, policy).outcome.type).toBe('issue');
  });

  it('accepts the resource of the grant when it is named again [RES-1]', () => {
    const named = redemption({ resources: [unredeemed.resource] });
    expect(transition(unredeemed, named, start, policy).outcome.type).toBe('issue');
  });

  const wrong = [
    ['another client', { clientId: 'client_two' }, 'invalid_grant', 'other_client', 'TOK-7'],
    [
      'another redirect URI',
      { redirectUri: 'https://client.example/other' },
      'invalid_grant',
      'other_redirect_uri',
      'RED-8',
    ],
    ['another verifier', { codeChallenge: 'other' }, 'invalid_grant', 'code_verifier', 'PKCE-6'],
    [
      'another resource',
      { resources: ['https://other.example/mcp'] },
      'invalid_target',
      'other_resource',
      'RES-5',
    ],
    [
      'one resource too many',
      { resources: [unredeemed.resource, 'https://other.example/mcp'] },
      'invalid_target',
      'other_resource',
      'RES-5',
    ],
  ] as const;

  for (const [what, changes, error, why, id] of wrong) {
    it(`refuses ${what} and changes nothing, redeemed or not [${id}] [TOK-6]`, () => {
      for (const before of [unredeemed, redeemed]) {
        const { grant, outcome } = transition(before, redemption(changes), start + 2000, policy);
        expect(outcome).toEqual({ type: 'refuse', error, why });
        expect(grant).toBe(before);
      }
    });
  }

  it('refuses a request without a verifier for a code with a challenge [PKCE-6]', () => {
    const { codeChallenge: _, ...without } = redemption();
    const { grant, outcome } = transition(unredeemed, without, start, policy);
    expect(outcome).toMatchObject({ error: 'invalid_grant', why: 'code_verifier' });
    expect(grant).toBe(unredeemed);
  });

  it('refuses a verifier for a code without a challenge: the downgrade [PKCE-7] [A2]', () => {
    const { codeChallenge: _, ...code } = unredeemed.code;
    const exempted = aGrant({ code });
    const { outcome } = transition(exempted, redemption(), start, policy);
    expect(outcome).toMatchObject({ error: 'invalid_grant', why: 'code_verifier' });
  });

  it('redeems a code without a challenge if there is no verifier [PKCE-2]', () => {
    const { codeChallenge: _, ...code } = unredeemed.code;
    const { codeChallenge: __, ...without } = redemption();
    expect(transition(aGrant({ code }), without, start, policy).outcome.type).toBe('issue');
  });

  it('works until the last millisecond of the code [TOK-5]', () => {
    const at = (now: number) => transition(unredeemed, redemption(), now, policy).outcome;
    expect(at(start + codeLifetime - 1).type).toBe('issue');
    expect(at(start + codeLifetime)).toMatchObject({ error: 'invalid_grant', why: 'expired' });
  });

  const lenient = { ...policy, codeRepeatWindow: 10_000 };
  const redeemedAt = start + 1000;

  it('refuses a repetition within the window and changes nothing [TOK-6] [L1]', () => {
    for (const now of [redeemedAt - 5000, redeemedAt, redeemedAt + 9999]) {
      const { grant, outcome } = transition(redeemed, redemption(), now, lenient);
      expect(outcome).toEqual({ type: 'refuse', error: 'invalid_grant', why: 'code_repeated' });
      expect(grant).toBe(redeemed);
    }
  });

  it('takes it for a replay after the window, and always without one [TOK-6] [L1]', () => {
    for (const [now, by] of [
      [redeemedAt + 10_000, lenient],
      [redeemedAt, policy],
      [redeemedAt - 5000, policy],
      [start + 40 * 86_400_000, policy],
    ] as const) {
      const { grant, outcome } = transition(redeemed, redemption(), now, by);
      expect(outcome).toMatchObject({ error: 'invalid_grant', why: 'code_replayed' });
      expect(grant.revoked).toEqual({ at: now, reason: 'code_replay' });
    }
  });

  it('takes only the same redirect URI and verifier for a repetition [TOK-6] [L1]', () => {
    const { redirectUri: _, ...without } = redemption();
    expect(transition(redeemed, without, redeemedAt, lenient).outcome).toMatchObject({
      why: 'code_replayed',
    });
    const { codeChallenge: __, ...code } = unredeemed.code;
    const { codeChallenge: ___, ...unproved } = redemption();
    const exempted = transition(aGrant({ code }), unproved, redeemedAt, lenient).grant;
    expect(transition(exempted, unproved, redeemedAt, lenient).grant.revoked?.reason).toBe(
      'code_replay',
    );
  });

  it('refuses after the absolute end and changes nothing [REF-7]', () => {
    const after = transition(redeemed, redemption(), start + grantLifetime, policy);
    expect(after.outcome).toMatchObject({ why: 'expired' });
    expect(after.grant).toBe(redeemed);
  });
});
