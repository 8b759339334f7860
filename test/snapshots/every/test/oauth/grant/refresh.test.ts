/** Rotation, retry window and reuse detection. */
import { describe, expect, it } from 'vitest';
import { type Grant, type GrantPolicy, transition } from '../../../src/oauth/grant.js';
import { aGrant, grantLifetime, policy, redemption, refreshing, start } from './a-grant.js';

const first = transition(aGrant(), redemption(), start, policy).grant;
const rotatedAt = start + 10_000;
const second = transition(first, refreshing(1), rotatedAt, policy).grant;

function refresh(grant: Grant, generation: number, now: number, by: GrantPolicy = policy) {
  return transition(grant, refreshing(generation), now, by);
}

describe('refreshing', () => {
  it('rotates the current generation [REF-1]', () => {
    const { grant, outcome } = refresh(first, 1, rotatedAt);
    expect(outcome).toMatchObject({ type: 'issue', how: 'rotated', generation: 2 });
    expect(grant.refresh).toEqual({
      generation: 2,
      idleExpiresAt: rotatedAt + policy.refreshTtl,
      rotations: [{ generation: 1, at: rotatedAt }],
    });
    expect(grant.lastUsedAt).toBe(rotatedAt);
  });

  it('answers a retry within the window with the same successor and writes nothing [REF-3]', () => {
    const { grant, outcome } = refresh(second, 1, rotatedAt + policy.retryWindow - 1);
    expect(outcome).toMatchObject({ type: 'issue', how: 'retried', generation: 2 });
    expect(grant).toBe(second);
  });

  it('leads retries of several generations to the one current line [REF-3]', () => {
    const third = refresh(second, 2, rotatedAt + 1000).grant;
    expect(refresh(third, 1, rotatedAt + 2000).outcome).toMatchObject({ generation: 3 });
    expect(refresh(third, 2, rotatedAt + 2000).outcome).toMatchObject({ generation: 3 });
  });

  it('ends the grant when an old generation comes after its window [REF-2]', () => {
    const now = rotatedAt + policy.retryWindow;
    const { grant, outcome } = refresh(second, 1, now);
    expect(outcome).toMatchObject({ error: 'invalid_grant', why: 'refresh_reused' });
    expect(grant.revoked).toEqual({ at: now, reason: 'refresh_reuse' });
    expect(refresh(grant, 2, now).outcome).toMatchObject({ why: 'revoked' });
  });

  it('counts the window from the rotation of the presented generation [REF-2]', () => {
    const third = refresh(second, 2, rotatedAt + policy.retryWindow - 1).grant;
    expect(refresh(third, 1, rotatedAt + policy.retryWindow).grant.revoked?.reason).toBe(
      'refresh_reuse',
    );
  });

  it('is strict with a window of 0, even when another clock runs ahead [REF-2]', () => {
    const strict = { ...policy, retryWindow: 0 };
    const rotated = refresh(first, 1, rotatedAt, strict).grant;
    for (const now of [rotatedAt - 5000, rotatedAt, rotatedAt + 1]) {
      expect(refresh(rotated, 1, now, strict).grant.revoked?.reason).toBe('refresh_reuse');
    }
  });

  it('still takes a retry from an instance whose clock runs behind [REF-3]', () => {
    const { outcome } = refresh(second, 1, rotatedAt - 5000);
    expect(outcome).toMatchObject({ how: 'retried', generation: 2 });
  });

  const patient = { ...policy, unusedRetryWindow: 3_600_000 };

  it('answers a late retry of an unused successor if the operator allows it [REF-3] [F5]', () => {
    for (const now of [rotatedAt + policy.retryWindow, rotatedAt + 3_599_999]) {
      const { grant, outcome } = refresh(second, 1, now, patient);
      expect(outcome).toMatchObject({ type: 'issue', how: 'retried', generation: 2 });
      expect(grant).toBe(second);
    }
    const late = refresh(second, 1, rotatedAt + 3_600_000, patient);
    expect(late.grant.revoked?.reason).toBe('refresh_reuse');
  });

  it('finds reuse as ever once the successor was used [REF-2] [F5]', () => {
    const third = refresh(second, 2, rotatedAt + 1000, patient).grant;
    const late = refresh(third, 1, rotatedAt + policy.retryWindow, patient);
    expect(late.grant.revoked?.reason).toBe('refresh_reuse');
    expect(refresh(third, 2, rotatedAt + 3_600_999, patient).outcome).toMatchObject({
      how: 'retried',
      generation: 3,
    });
  });

  it('answers a retry of the unused one even where all others are strict [REF-3] [F5]', () => {
    const strict = { ...patient, retryWindow: 0 };
    const rotated = refresh(first, 1, rotatedAt, strict).grant;
    expect(refresh(rotated, 1, rotatedAt + 3_599_999, strict).outcome).toMatchObject({
      how: 'retried',
    });
    const again = refresh(rotated, 2, rotatedAt, strict).grant;
    expect(refresh(again, 1, rotatedAt, strict).grant.revoked?.reason).toBe('refresh_reuse');
  });

  it('counts a generation that it no longer remembers as reused [REF-2]', () => {
    let grant = first;
    for (let generation = 1; generation <= 100; generation += 1) {
      grant = refresh(grant, generation, rotatedAt).grant;
    }
    expect(grant.refresh?.rotations.length).toBeLessThan(100);
    expect(refresh(grant, 100, rotatedAt).outcome).toMatchObject({ how: 'retried' });
    expect(refresh(grant, 1, rotatedAt).grant.revoked?.reason).toBe('refresh_reuse');
  });

  it('refuses a generation that was never issued, as after a restored backup [REF-6]', () => {
    const { grant, outcome } = refresh(first, 2, rotatedAt);
    expect(outcome).toMatchObject({ error: 'invalid_grant', why: 'unknown_generation' });
    expect(grant).toBe(first);
    expect(refresh(aGrant(), 1, start).outcome).toMatchObject({ why: 'unknown_generation' });
  });

  it('narrows the scopes of one access token only [REF-5]', () => {
    const narrowed = transition(
      first,
      refreshing(1, { scopes: ['notes:read'] }),
      rotatedAt,
      policy,
    );
    expect(narrowed.outcome).toMatchObject({ scopes: ['notes:read'] });
    expect(refresh(narrowed.grant, 2, rotatedAt).outcome).toMatchObject({
      scopes: ['notes:read', 'notes:write'],
    });
  });

  it('accepts a scope that a granted one includes [REF-5] [RS-12]', () => {
    const broad = { ...first, scopes: ['notes:write'] };
    const event = refreshing(1, { scopes: ['notes:read'] });
    expect(transition(broad, event, rotatedAt, policy).outcome.type).toBe('issue');
  });

  it('refuses wider scopes and keeps the token usable [REF-5]', () => {
    const event = refreshing(1, { scopes: ['notes:read', 'admin'] });
    const { grant, outcome } = transition(first, event, rotatedAt, policy);
    expect(outcome).toEqual({ type: 'refuse', error: 'invalid_scope', why: 'wider_scope' });
    expect(grant).toBe(first);
  });

  it('finds reuse even in a request for wider scopes [REF-2]', () => {
    const event = refreshing(1, { scopes: ['admin'] });
    const { grant } = transition(second, event, rotatedAt + policy.retryWindow, policy);
    expect(grant.revoked?.reason).toBe('refresh_reuse');
  });

  it.each([
    ['another client', { clientId: 'client_two' }, 'other_client'],
    ['another resource', { resources: ['https://other.example'] }, 'other_resource'],
  ] as const)(
    'refuses %s and changes nothing, old generation or not [REF-4] [RES-5]',
    (_, changes, why) => {
      for (const generation of [1, 2]) {
        const event = refreshing(generation, changes);
        const later = rotatedAt + policy.retryWindow;
        const { grant, outcome } = transition(second, event, later, policy);
        expect(outcome).toMatchObject({ type: 'refuse', why });
        expect(grant).toBe(second);
      }
    },
  );

  it('dies after the idle lifetime, to the millisecond [REF-7]', () => {
    const end = rotatedAt + policy.refreshTtl;
    expect(refresh(second, 2, end - 1).outcome.type).toBe('issue');
    expect(refresh(second, 2, end).outcome).toMatchObject({ why: 'expired' });
  });

  it('dies at the absolute end however often it is used [REF-7]', () => {
    let grant = first;
    let generation = 1;
    const step = policy.refreshTtl / 2;
    for (let now = start + step; now < start + grantLifetime; now += step) {
      grant = refresh(grant, generation, now).grant;
      generation += 1;
    }
    expect(grant.refresh?.idleExpiresAt).toBe(start + grantLifetime);
    const { outcome } = refresh(grant, generation, start + grantLifetime);
    expect(outcome).toMatchObject({ error: 'invalid_grant', why: 'expired' });
  });
});
