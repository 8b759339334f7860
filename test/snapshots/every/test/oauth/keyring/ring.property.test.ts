/** The ring, whatever happens when: everybody can verify what was signed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keysInUse,
  newRing,
  type Ring,
  rotate,
  TooEarly,
} from '../../../src/oauth/keyring/ring.js';
import {
  announceMs,
  jwksMaxAge,
  longestAccessTokenTtl,
  rereadEveryMs,
  retainMs,
} from '../../../src/oauth/keyring/times.js';
import type { SealedKey } from '../../../src/oauth/signing-key.js';

type Step =
  | { do: 'pass'; ms: number }
  | { do: 'sign'; lag: number; ttl: number }
  | { do: 'rotate' }
  | { do: 'replace' };

const lags = [0, 1, rereadEveryMs - 1, rereadEveryMs];
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('pass' as const),
        ms: fc.oneof(
          fc.integer({ min: 0, max: 2 * rereadEveryMs }),
          fc.integer({ min: announceMs - 2, max: announceMs + 2 }),
          fc.integer({ min: retainMs - announceMs - 2, max: retainMs + 2 }),
          fc.integer({ min: 0, max: retainMs }),
        ),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('sign' as const),
        lag: fc.constantFrom(...lags),
        ttl: fc.oneof(
          fc.integer({ min: 60, max: longestAccessTokenTtl }),
          fc.constant(longestAccessTokenTtl),
        ),
      }),
    },
    { weight: 3, arbitrary: fc.constant({ do: 'rotate' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'replace' as const }) },
  ),
  { minLength: 1, maxLength: 40 },
);

/** A server whose instances and readers lag behind the store. */
class World {
  now = Date.UTC(2030, 0, 1);
  replacedAt = this.now - 10 * retainMs;
  tokens: { kid: string; at: number; until: number }[] = [];
  private made = 0;
  private readonly history: { from: number; ring: Ring }[] = [
    {
      from: Number.NEGATIVE_INFINITY,
      ring: newRing(this.key(), this.key(), this.now - announceMs),
    },
  ];

  private key(): SealedKey {
    this.made += 1;
    const kid = `key-${this.made}`;
    return { kid, publicKey: { kid }, sealedPrivateKey: `sealed ${kid}`, createdAt: this.now };
  }

  /** The ring as it was that long ago. */
  ring(lag = 0): Ring {
    const last = this.history.findLast(({ from }) => from <= this.now - lag);
    if (last === undefined) throw new Error('There is always a ring');
    return last.ring;
  }

  published(lag = 0): string[] {
    return keysInUse(this.ring(lag), this.now - lag).map(({ key }) => key.kid);
  }

  take(step: Step): void {
    if (step.do === 'pass') this.now += step.ms;
    if (step.do === 'sign') {
      const until = this.now + step.ttl * 1000;
      this.tokens.push({ kid: this.ring(step.lag).active.kid, at: this.now, until });
    }
    if (step.do === 'rotate') this.rotate();
    if (step.do === 'replace') {
      this.history.push({ from: this.now, ring: newRing(this.key(), this.key(), this.now) });
      this.replacedAt = this.now;
    }
  }

  private rotate(): void {
    const before = this.ring();
    const isEarly = this.now < before.next.since + announceMs;
    try {
      this.history.push({ from: this.now, ring: rotate(before, this.key(), this.now) });
      expect(isEarly).toBe(false);
    } catch (error) {
      if (!(error instanceof TooEarly)) throw error;
      expect(isEarly).toBe(true);
      expect(error.notBefore).toBe(before.next.since + announceMs);
    }
  }
}

function check(each: (world: World) => void): void {
  fc.assert(
    fc.property(steps, (taken) => {
      const world = new World();
      for (const step of taken) {
        world.take(step);
        each(world);
      }
    }),
    { numRuns: 2000 },
  );
}

describe('the ring, after any steps at any times', () => {
  it('has the keys of all live tokens in every cache [JWT-7]', () => {
    const cached = rereadEveryMs + jwksMaxAge * 1000;
    check((world) => {
      const since = world.replacedAt + cached;
      for (const { kid, at, until } of world.tokens) {
        if (at < since || world.now < since || world.now >= until) continue;
        for (const lag of [...lags, cached]) expect(world.published(lag)).toContain(kid);
      }
    });
  });

  it('has none of the keys that were replaced [JWT-7]', () => {
    check((world) => {
      const late = world.now - world.replacedAt >= rereadEveryMs;
      for (const { kid, at } of world.tokens) {
        if (at >= world.replacedAt) continue;
        expect(world.published()).not.toContain(kid);
        if (late) expect(world.published(rereadEveryMs)).not.toContain(kid);
      }
    });
  });

  it('publishes no retired key for longer than its tokens need [JWT-7]', () => {
    check((world) => {
      for (const { state, key } of keysInUse(world.ring(), world.now)) {
        if (state === 'retired') expect(world.now - key.since).toBeLessThan(retainMs);
      }
    });
  });

  it('has every key once, and no private half of a retired one [SEC-8]', () => {
    check((world) => {
      const { active, next, retired } = world.ring();
      const kids = [active, next, ...retired].map(({ kid }) => kid);
      expect(new Set(kids).size).toBe(kids.length);
      expect([active.sealedPrivateKey, next.sealedPrivateKey]).not.toContain(undefined);
      for (const key of retired) expect(JSON.stringify(key)).not.toContain('sealed');
    });
  });
});
