/** What follows from the user's decision. */
import type { User } from '../../login/contract.js';
import type { Entry } from '../../store/contract.js';
import { authorizationResponse } from '../authorization-response.js';
import { BrowserError, unknownApplication } from '../browser/browser-error.js';
import { findClient, keepClientFor } from '../clients/index.js';
import { withLifetimesOf } from '../clients/lifetimes.js';
import type { OAuthContext } from '../context.js';
import type { Grant } from '../grant.js';
import { findGrant, insertGrant } from '../grants.js';
import { randomId } from '../random-id.js';
import { offlineAccess } from '../scope.js';
import { formCode } from '../tokens.js';
import { type Asked, type Decision, decide, type Transaction } from '../transaction.js';
import { rememberConsent } from './consents.js';

/** OAuth 2.1, section 4.1.2 allows ten minutes at most. */
const codeTtlMs = 60_000;

/** What a person answers. */
export type Answer =
  | { kind: 'approved'; user: User; scopes: readonly string[] }
  | { kind: 'denied'; user: User | undefined };

/**
 * Applies the answer, or the decision that counts already: whoever answers twice gets the same
 * redirect, until the client has used the code.
 *
 * @param cookies set along the way
 * @throws BrowserError when there is nothing left to repeat
 */
export async function applyDecision(
  context: OAuthContext,
  pending: Entry<Transaction>,
  asked: Asked,
  answer: Answer,
  cookies: readonly (string | undefined)[] = [],
): Promise<Response> {
  const at = context.clock();
  const wanted: Decision =
    answer.kind === 'approved'
      ? { ...answer, at, grantId: randomId(context.random) }
      : { kind: 'denied', at };
  const decision = await decide(context, pending, wanted);
  const isFirst = decision === wanted;
  const { client, back } = pending.value;
  const about = { userId: answer.user?.id, clientId: client.id, asked: asked.scopes };

  if (decision.kind === 'denied') {
    if (isFirst) context.audit({ event: 'consent.denied', ...about });
    const refusal = { error: 'access_denied', description: 'The user refused' } as const;
    return authorizationResponse(context, back, refusal, cookies);
  }
  if (decision.user.id !== answer.user?.id) throw alreadyAnswered();
  await storeGrant(context, grantOf(context, pending.value, asked, decision));
  if (isFirst) {
    const { grantId, scopes: granted } = decision;
    const event = asked.agreedBefore ? 'consent.recalled' : 'consent.approved';
    context.audit({ event, ...about, granted, grantId });
    // A recalled consent must not last longer by being recalled.
    if (pending.value.rememberable && !asked.agreedBefore) {
      await remember(context, pending.value, asked, decision);
    }
  }
  const code = await formCode(context.secrets, decision.grantId);
  return authorizationResponse(context, back, { code }, cookies);
}

export function alreadyAnswered(): BrowserError {
  return new BrowserError(409, 'This request has been answered', [
    'You can close this page.',
    'If the application is not connected, go back to it and connect again.',
  ]);
}

// Also after a crash: the grant follows from the decision alone, and a second insert changes nothing.
async function storeGrant(context: OAuthContext, usual: Grant): Promise<void> {
  if (context.clock() >= usual.code.expiresAt) throw alreadyAnswered();
  const client = await findClient(context, usual.clientId);
  if (client === undefined) throw unknownApplication();
  const { grantTtl } = withLifetimesOf(client, context).settings;
  const grant = { ...usual, expiresAt: usual.createdAt + grantTtl * 1000 };
  // First: a client that is kept for no grant does no harm.
  await keepClientFor(context, client, grant.expiresAt);
  if (await insertGrant(context, grant)) return;
  const stored = await findGrant(context, grant.id);
  const isUnused = stored?.code.redeemedAt === undefined && stored?.revoked === undefined;
  if (stored === undefined || !isUnused) throw alreadyAnswered();
}

function remember(
  { settings, store }: OAuthContext,
  { client, back: { redirectUri } }: Transaction,
  { resource }: Asked,
  { at, grantId, user, scopes }: Extract<Decision, { kind: 'approved' }>,
): Promise<void> {
  const permitted = [...settings.scopes.permittedBy(scopes)];
  return rememberConsent(
    store,
    { userId: user.id, clientId: client.id, redirectUri, resource },
    { grantId, permitted, likeness: client.likeness, at },
    settings.consentTtl,
  );
}

function grantOf(
  { settings }: OAuthContext,
  { client, back }: Transaction,
  { codeChallenge, resource, scopes: asked }: Asked,
  { at, grantId, user, scopes }: Extract<Decision, { kind: 'approved' }>,
): Grant {
  const isDeclined = asked.includes(offlineAccess) && !scopes.includes(offlineAccess);
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
    code: {
      expiresAt: at + codeTtlMs,
      redirectUri: back.redirectUri,
      ...(codeChallenge !== undefined && { codeChallenge }),
    },
    // Without `offline_access` it must not stay connected by a refresh token.
    refreshable: client.refreshable && !isDeclined,
    revokedTokens: [],
  };
}
