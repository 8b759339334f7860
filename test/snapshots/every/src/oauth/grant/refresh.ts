/** Refresh with rotation (OAuth 2.1, section 4.3.1). */
import { ended, misuse, refuse } from './refuse.js';
import { revoke } from './revoke.js';
import type { Grant, GrantEvent, GrantPolicy, RefreshState, Transition } from './state.js';

type Refresh = Extract<GrantEvent, { type: 'refresh' }>;

/** A generation that is older counts as reused. */
const rememberedRotations = 64;

/**
 * The current generation rotates. An older one within the retry window is a retry or a parallel
 * refresh: it gets the current one, so that there is never a second line. While that is unused the
 * window may be longer. Anything older is reuse and ends the grant.
 */
export function refresh(
  grant: Grant,
  event: Refresh,
  now: number,
  policy: GrantPolicy,
): Transition {
  const wrong = misuse(grant, event) ?? ended(grant, now);
  if (wrong !== undefined) return refuse(grant, wrong);
  const line = grant.refresh;
  if (line === undefined || event.generation > line.generation) {
    return refuse(grant, 'unknown_generation');
  }
  if (!isCurrent(line, event.generation) && !isRetry(line, event.generation, now, policy)) {
    return refuse(revoke(grant, 'refresh_reuse', now).grant, 'refresh_reused');
  }
  if (now >= line.idleExpiresAt) return refuse(grant, 'expired');
  const scopes = event.scopes ?? grant.scopes;
  if (!scopes.every((scope) => policy.permits(grant.scopes, scope))) {
    return refuse(grant, 'wider_scope');
  }

  if (!isCurrent(line, event.generation)) {
    const { generation } = line;
    return { grant, outcome: { type: 'issue', how: 'retried', scopes, generation } };
  }
  const generation = line.generation + 1;
  const rotated: RefreshState = {
    generation,
    idleExpiresAt: Math.min(now + policy.refreshTtl, grant.expiresAt),
    rotations: [
      ...line.rotations.filter(({ at }) => now - at < policy.retryWindow),
      { generation: line.generation, at: now },
    ].slice(-rememberedRotations),
  };
  return {
    grant: { ...grant, lastUsedAt: now, refresh: rotated },
    outcome: { type: 'issue', how: 'rotated', scopes, generation },
  };
}

function isCurrent(line: RefreshState, generation: number): boolean {
  return generation === line.generation;
}

// A window of 0 is strict, whatever the clocks of other instances say.
function isRetry(
  line: RefreshState,
  generation: number,
  now: number,
  { retryWindow, unusedRetryWindow }: GrantPolicy,
): boolean {
  const rotation = line.rotations.find((candidate) => candidate.generation === generation);
  // The current generation is unused, or there would be a next one.
  const isLatest = generation === line.generation - 1;
  const window = isLatest ? Math.max(retryWindow, unusedRetryWindow) : retryWindow;
  return rotation !== undefined && window > 0 && now - rotation.at < window;
}
