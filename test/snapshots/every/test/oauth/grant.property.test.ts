/** What must hold of a grant whatever happens to it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grant, type GrantPolicy, transition } from '../../src/oauth/grant.js';
import { refreshing } from './grant/a-grant.js';
import { type History, histories, type Played, play } from './grant/history.js';

/** Checks every step of many random histories. */
function always(check: (played: Played, history: History, earlier: Played[]) => void): void {
  fc.assert(
    fc.property(histories, (history) => {
      const all = play(history);
      all.forEach((played, index) => {
        check(played, history, all.slice(0, index));
      });
    }),
    { numRuns: 2000 },
  );
}

/** The generations that a client could use now, with their successors. */
function usable(grant: Grant, now: number, policy: GrantPolicy): Map<number, number | undefined> {
  const found = new Map<number, number | undefined>();
  for (let generation = 1; generation <= (grant.refresh?.generation ?? 0) + 2; generation += 1) {
    const { outcome } = transition(grant, refreshing(generation), now, policy);
    if (outcome.type === 'issue') found.set(generation, outcome.generation);
  }
  return found;
}

const isReplay = ({ step, outcome }: Played) =>
  step.act.kind === 'refresh' && outcome.type === 'refuse' && outcome.why === 'refresh_reused';

describe('whatever happens to a grant', () => {
  it('all usable tokens lead to one successor [REF-2] [REF-3] [F8, A14]', () => {
    always(({ now, after }, { policy }) => {
      const successors = new Set(usable(after, now, policy).values());
      const next = (after.refresh?.generation ?? 0) + 1;
      successors.delete(next);
      successors.delete(after.refresh?.generation);
      expect([...successors]).toEqual([]);
    });
  });

  it('no old generation is usable outside its retry window [REF-2] [F5]', () => {
    always(({ now, after }, { policy }, earlier) => {
      for (const generation of usable(after, now, policy).keys()) {
        const current = after.refresh?.generation ?? 0;
        if (generation === current) continue;
        const rotation = [...earlier, { now, after, outcome: undefined }].find(
          (it) => (it.after.refresh?.generation ?? 0) > generation,
        );
        expect(rotation).toBeDefined();
        const { retryWindow, unusedRetryWindow } = policy;
        const isUnused = generation + 1 === current;
        const window = isUnused ? Math.max(retryWindow, unusedRetryWindow) : retryWindow;
        expect(now - (rotation?.now ?? 0)).toBeLessThan(window);
      }
    });
  });

  it('nothing is issued after its end [REV-3] [REF-7]', () => {
    always(({ wasLive, outcome, before, after }) => {
      if (before.revoked !== undefined) expect(after.revoked).toBe(before.revoked);
      if (wasLive) return;
      expect(outcome.type).not.toBe('issue');
      expect(after.refresh).toBe(before.refresh);
      expect(after.code).toBe(before.code);
    });
  });

  it('scopes never widen [REF-5]', () => {
    always(({ outcome, before, after }) => {
      expect(after.scopes).toBe(before.scopes);
      if (outcome.type !== 'issue') return;
      expect(outcome.scopes.filter((scope) => !before.scopes.includes(scope))).toEqual([]);
    });
  });

  it('user, client, resource and absolute end never change [TOK-7] [REF-4]', () => {
    always(({ before, after }) => {
      const { id, userId, clientId, resource, expiresAt } = before;
      const { redirectUri, codeChallenge } = before.code;
      const code = { redirectUri, codeChallenge };
      expect(after).toMatchObject({ id, userId, clientId, resource, expiresAt, code });
    });
  });

  it('its code is redeemed once, and a second valid attempt ends it [TOK-6] [TOK-8] [L1]', () => {
    always(({ step, now, outcome, before, after, wasLive }, { policy }, earlier) => {
      if (step.act.kind !== 'redeem' || step.act.fault !== 'none') return;
      const first = earlier.find((it) => it.after.code.redeemedAt !== undefined);
      if (first === undefined || !wasLive) return;
      if (now - first.now < policy.codeRepeatWindow) {
        expect(outcome).toMatchObject({ type: 'refuse', why: 'code_repeated' });
        expect(after).toBe(before);
      } else {
        expect(outcome).toMatchObject({ type: 'refuse', why: 'code_replayed' });
        expect(after.revoked?.reason).toBe('code_replay');
      }
    });
  });

  it('a request with a fault changes nothing, unless it is a replay [TOK-6] [REF-4]', () => {
    always((played) => {
      const { step, outcome, before, after } = played;
      if (!('fault' in step.act) || step.act.fault === 'none' || isReplay(played)) return;
      expect(outcome.type).toBe('refuse');
      expect(after).toBe(before);
    });
  });

  it('a generation that was never issued changes nothing [REF-6]', () => {
    always(({ event, before, after, outcome }) => {
      if (event.type !== 'refresh') return;
      if (event.generation <= (before.refresh?.generation ?? 0)) return;
      expect(outcome.type).toBe('refuse');
      expect(after).toBe(before);
    });
  });

  it('a replay ends it in the same step [REF-2]', () => {
    always((played) => {
      if (isReplay(played)) expect(played.after.revoked?.reason).toBe('refresh_reuse');
    });
  });

  it('a rotation advances the generation by one, a retry does not [REF-1] [REF-3]', () => {
    always(({ outcome, before, after }) => {
      const advanced = (after.refresh?.generation ?? 0) - (before.refresh?.generation ?? 0);
      const how = outcome.type === 'issue' ? outcome.how : 'refused';
      expect(advanced).toBe(how === 'rotated' || how === 'redeemed' ? 1 : 0);
      if (how === 'retried') expect(after).toBe(before);
    });
  });

  it('a token is issued within the idle and the absolute lifetime only [REF-7] [TOK-5]', () => {
    always(({ outcome, now, before }, { lifetimes, policy }) => {
      if (outcome.type !== 'issue') return;
      expect(now).toBeLessThan(before.createdAt + lifetimes.absolute);
      if (outcome.how === 'redeemed') expect(now).toBeLessThan(before.createdAt + lifetimes.code);
      else expect(now - before.lastUsedAt).toBeLessThan(policy.refreshTtl);
    });
  });

  it('the histories reach every outcome: no check is idle [REF-2]', () => {
    const seen = new Set<string>();
    for (const history of fc.sample(histories, { numRuns: 3000, seed: 7 })) {
      for (const { outcome } of play(history)) {
        seen.add(outcome.type === 'issue' ? outcome.how : outcome.type);
        if (outcome.type === 'refuse') seen.add(outcome.why);
      }
    }
    expect([...seen].sort()).toEqual(
      [
        'code_repeated',
        'code_replayed',
        'code_verifier',
        'expired',
        'other_client',
        'other_redirect_uri',
        'other_resource',
        'redeemed',
        'refresh_reused',
        'refuse',
        'retried',
        'revoked',
        'rotated',
        'unknown_generation',
        'wider_scope',
      ].sort(),
    );
  });
});
