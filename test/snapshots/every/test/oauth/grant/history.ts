/** Plays a history of events on a grant. */
import fc from 'fast-check';
import {
  type Grant,
  type GrantEvent,
  type GrantPolicy,
  isLive,
  type Transition,
  transition,
} from '../../../src/oauth/grant.js';
import { aGrant, redemption, refreshing, start } from './a-grant.js';

/** Time passes, then something happens. */
export interface Step {
  /** The length of time, and by how many milliseconds the step misses it. */
  wait: {
    unit: 'none' | 'window' | 'unused' | 'repeat' | 'code' | 'idle' | 'absolute';
    plus: number;
  };
  /** `back` 0 presents the newest generation, 1 the one before, -1 one that was never issued. */
  act:
    | { kind: 'redeem'; fault: 'none' | 'client' | 'redirect' | 'verifier' | 'resource' }
    | {
        kind: 'refresh';
        back: number;
        fault: 'none' | 'client' | 'resource' | 'scope';
        narrow: boolean;
      }
    | { kind: 'revoke' }
    | { kind: 'revoke_access_token' };
}

export interface History {
  policy: GrantPolicy;
  lifetimes: { code: number; absolute: number };
  steps: Step[];
}

const wait = fc.record({
  unit: fc.constantFrom(
    ...(['none', 'none', 'none', 'none'] as const),
    ...(['window', 'unused', 'repeat', 'code', 'idle', 'absolute'] as const),
  ),
  plus: fc.oneof(fc.constantFrom(0, 0, -1, 1), fc.integer({ min: 0, max: 200 })),
});

const act: fc.Arbitrary<Step['act']> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('redeem' as const),
      fault: fc.constantFrom('none', 'none', 'none', 'client', 'redirect', 'verifier', 'resource'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('refresh' as const),
      back: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, -1),
      fault: fc.constantFrom('none', 'none', 'none', 'client', 'resource', 'scope'),
      narrow: fc.boolean(),
    }),
  },
  fc.constant({ kind: 'revoke' } as const),
  fc.constant({ kind: 'revoke_access_token' } as const),
);

/** Histories that mostly begin with a valid redemption, so that lines get long. */
export const histories: fc.Arbitrary<History> = fc.record({
  policy: fc.record({
    refreshTtl: fc.constantFrom(500, 2000),
    retryWindow: fc.constantFrom(0, 50, 300),
    unusedRetryWindow: fc.constantFrom(0, 0, 400),
    codeRepeatWindow: fc.constantFrom(0, 0, 30),
    permits: fc.constant((granted: readonly string[], wanted: string) => granted.includes(wanted)),
  }),
  lifetimes: fc.record({ code: fc.constantFrom(60, 400), absolute: fc.constantFrom(1000, 5000) }),
  steps: fc
    .tuple(fc.boolean(), fc.array(fc.record({ wait, act }), { maxLength: 40 }))
    .map(([redeemed, steps]) => (redeemed ? [redeeming, ...steps] : steps)),
});

const redeeming: Step = {
  wait: { unit: 'none', plus: 0 },
  act: { kind: 'redeem', fault: 'none' },
};

/** What one step did. */
export interface Played {
  now: number;
  step: Step;
  event: GrantEvent;
  before: Grant;
  after: Grant;
  outcome: Transition['outcome'];
  wasLive: boolean;
}

/** Plays a history on frozen grants: a transition that changed its input would throw. */
export function play({ policy, lifetimes, steps }: History): Played[] {
  const lengths = {
    none: 0,
    window: policy.retryWindow,
    unused: policy.unusedRetryWindow,
    repeat: policy.codeRepeatWindow,
    idle: policy.refreshTtl,
    ...lifetimes,
  };
  const { code, ...rest } = aGrant();
  let grant: Grant = {
    ...rest,
    expiresAt: start + lifetimes.absolute,
    code: { ...code, expiresAt: start + lifetimes.code },
  };
  let now = start;
  return steps.map((step) => {
    now += Math.max(0, lengths[step.wait.unit] + step.wait.plus);
    const before = freeze(grant);
    const event = eventOf(step.act, before, now);
    const { grant: after, outcome } = transition(before, event, now, policy);
    grant = after;
    return { now, step, event, before, after, outcome, wasLive: isLive(before, now) };
  });
}

function eventOf(act: Step['act'], grant: Grant, now: number): GrantEvent {
  switch (act.kind) {
    case 'redeem':
      return redemption({
        ...(act.fault === 'client' && { clientId: 'client_two' }),
        ...(act.fault === 'redirect' && { redirectUri: 'https://client.example/other' }),
        ...(act.fault === 'verifier' && { codeChallenge: 'other' }),
        ...(act.fault === 'resource' && { resources: ['https://other.example/mcp'] }),
      });
    case 'refresh':
      return refreshing(Math.max(1, (grant.refresh?.generation ?? 1) - act.back), {
        ...(act.fault === 'client' && { clientId: 'client_two' }),
        ...(act.fault === 'resource' && { resources: ['https://other.example/mcp'] }),
        ...(act.narrow && { scopes: ['notes:read'] }),
        ...(act.fault === 'scope' && { scopes: ['notes:read', 'admin'] }),
      });
    case 'revoke':
      return { type: 'revoke', reason: 'user_request' };
    case 'revoke_access_token':
      return { type: 'revoke_access_token', jti: `at-${now}`, expiresAt: now + 100 };
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) freeze(part);
    Object.freeze(value);
  }
  return value;
}
