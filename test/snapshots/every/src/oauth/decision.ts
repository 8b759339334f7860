/** What follows from the user's decision: written once, and repeated for a form that is sent twice. */
import type { Entry } from '../store/contract.js';
import { authorizationResponse } from './authorization-response.js';
import { BrowserError, unknownApplication } from './browser-error.js';
import { findClient, keepClientFor } from './clients/index.js';
import type { OAuthContext } from './context.js';
import type { Grant } from './grant.js';
import { findGrant, insertGrant } from './grants.js';
import { randomId } from './random-id.js';
import type { Session } from './session.js';
import { formCode } from './tokens.js';
import { type Asked, type Decision, decide, type Transaction } from './transaction.js';

/** A client exchanges its code at once (OAuth 2.1, section 4.1.2, allows ten minutes at most). */
const codeTtlMs = 60_000;

/**
 * Applies the decision that the user posts, or the one that counts already: a double click, a
 * reload or another tab gets the same redirect until the client has used the code.
 *
 * @throws BrowserError when there is nothing left to repeat
 */
export async function applyDecision(
  context: OAuthContext,
  pending: Entry<Transaction>,
  asked: Asked,
  { user }: Session,
  choice: 'approve' | 'deny',
): Promise<Response> {
  const at = context.clock();
  const wanted: Decision =
    choice === 'approve'
      ? { kind: 'approved', at, grantId: randomId(context.random), user }
      : { kind: 'denied', at };
  const decision = await decide(context, pending, wanted);
  const isFirst = decision === wanted;
  const { client, back } = pending.value;
  const who = { userId: user.id, clientId: client.id };

  if (decision.kind === 'denied') {
    if (isFirst) context.audit({ event: 'consent.denied', ...who });
    const refusal = { error: 'access_denied', description: 'The user refused' } as const;
    return authorizationResponse(context, back, refusal);
  }
  if (decision.user.id !== user.id) throw alreadyAnswered();
  await storeGrant(context, grantOf(context, pending.value, asked, decision));
  if (isFirst) {
    context.audit({ event: 'consent.approved', ...who, grantId: decision.grantId });
  }
  const code = await formCode(context.secrets, decision.grantId);
  return authorizationResponse(context, back, { code });
}

/** Said where the decision has been made and used. */
export function alreadyAnswered(): BrowserError {
  return new BrowserError(409, 'This request has been answered', [
    'You can close this page.',
    'If the application is not connected, go back to it and connect again.',
  ]);
}

// Also finishes what a crash between decision and grant left undone: the grant follows from the
// decision alone, and an insert that finds it stored changes nothing.
async function storeGrant(context: OAuthContext, grant: Grant): Promise<void> {
  if (context.clock() >= grant.code.expiresAt) throw alreadyAnswered();
  const client = await findClient(context, grant.clientId);
  if (client === undefined) throw unknownApplication();
  // First: a client that is kept for a grant that never came to be does no harm.
  await keepClientFor(context, client, grant.expiresAt);
  if (await insertGrant(context, grant)) return;
  const stored = await findGrant(context, grant.id);
  const isUnused = stored?.code.redeemedAt === undefined && stored?.revoked === undefined;
  if (stored === undefined || !isUnused) throw alreadyAnswered();
}

function grantOf(
  { settings }: OAuthContext,
  { client, back }: Transaction,
  { codeChallenge, resource, scopes }: Asked,
  { at, grantId, user }: Extract<Decision, { kind: 'approved' }>,
): Grant {
  return {
    id: grantId,
    userId: user.id,
    userName: user.name,
    clientId: client.id,
    scopes,
    resource,
    createdAt: at,
    expiresAt: at + settings.grantTtl * 1000,
    lastUsedAt: at,
    code: { expiresAt: at + codeTtlMs, redirectUri: back.redirectUri, codeChallenge },
    refreshable: client.refreshable,
    revokedTokens: [],
  };
}
