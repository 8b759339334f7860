/** The refusals of the grant state machine. */
import type { Grant, GrantOutcome, RefusalReason, Transition } from './state.js';

type GrantError = Extract<GrantOutcome, { type: 'refuse' }>['error'];

const errorOf: Partial<Record<RefusalReason, GrantError>> = {
  other_resource: 'invalid_target',
  wider_scope: 'invalid_scope',
};

/** A refusal; every reason but two is `invalid_grant` (RFC 6749, section 5.2). */
export function refuse(grant: Grant, why: RefusalReason): Transition {
  return { grant, outcome: { type: 'refuse', error: errorOf[why] ?? 'invalid_grant', why } };
}

/**
 * Why this client may not use the grant for what it asks, whatever its state. These come first, so
 * that a wrong request never changes the state (RFC 9700, section 4.14.2).
 */
export function misuse(
  grant: Grant,
  request: { clientId: string; resources: readonly string[] },
): RefusalReason | undefined {
  if (request.clientId !== grant.clientId) return 'other_client';
  // RFC 8707, section 2.2: a token request may narrow the resources, no more.
  if (request.resources.some((resource) => resource !== grant.resource)) return 'other_resource';
  return undefined;
}

/** Why nobody can use the grant any more. */
export function ended(grant: Grant, now: number): RefusalReason | undefined {
  if (grant.revoked !== undefined) return 'revoked';
  return now < grant.expiresAt ? undefined : 'expired';
}
