/** Ends grants in the operator's name. */
import { type Grant, isLive } from '../oauth/grant.js';
import { applyToGrant } from '../oauth/grants.js';
import type { AdminContext } from './command.js';
import { selectGrants } from './select-grants.js';

/** Revokes those that are live; returns how many were. */
export async function endGrants(
  { oauth, clock }: AdminContext,
  grants: readonly Grant[],
): Promise<number> {
  const live = grants.filter((grant) => isLive(grant, clock()));
  const reason = 'operator_request';
  for (const { id: grantId, userId, clientId } of live) {
    await applyToGrant(oauth, grantId, { type: 'revoke', reason });
    oauth.audit({ event: 'grant.revoked', grantId, userId, clientId, reason });
  }
  return live.length;
}

/** The same for every grant of a client. */
export async function endGrantsOf(context: AdminContext, clientId: string): Promise<number> {
  return endGrants(context, await selectGrants(context.store, { clientId }));
}

/** `1 grant`, `2 grants`. */
export function grantCount(count: number): string {
  return `${count} ${count === 1 ? 'grant' : 'grants'}`;
}
