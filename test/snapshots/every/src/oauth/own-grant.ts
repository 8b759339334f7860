/** The grant of a client that acts for itself. */
import { changeClient } from './clients/change-client.js';
import type { Client } from './clients/client.js';
import type { OAuthContext } from './context.js';
import { OAuthError } from './errors.js';
import { type Grant, isLive } from './grant.js';
import { findGrant, insertGrant } from './grants.js';
import { randomId } from './random-id.js';

/**
 * The client's own grant: one for all its tokens, so that asking for a token writes nothing. A
 * client without a live one gets another.
 *
 * @param context with the durations of this client
 * @throws OAuthError `invalid_client` if it has just been removed or switched off
 * @throws StoreUnavailable
 */
export async function ownGrant(context: OAuthContext, client: Client): Promise<Grant> {
  const { store } = context;
  const known = await usableGrant(context, client);
  if (known !== undefined) return known;

  const fresh = newGrant(context, client);
  // First: once the client names it, whoever ends the grants of the client must find it.
  await insertGrant(context, fresh);
  let chosen = fresh;
  const now = await changeClient(store, client.id, async (entry) => {
    const { value } = entry;
    if (value.disabledAt !== undefined) return entry;
    const others = await usableGrant(context, value);
    chosen = others ?? fresh;
    return others === undefined ? { ...entry, value: { ...value, ownGrantId: fresh.id } } : entry;
  });
  if (now?.ownGrantId !== fresh.id) await store.remove('grant', fresh.id);
  if (now !== undefined && now.disabledAt === undefined) return chosen;
  throw new OAuthError('invalid_client', 'The client is no longer registered', 'client_gone');
}

// Half of the usual life must be left, or tokens would be short.
async function usableGrant(
  context: OAuthContext,
  { ownGrantId }: Client,
): Promise<Grant | undefined> {
  const { settings, clock } = context;
  const grant = ownGrantId === undefined ? undefined : await findGrant(context, ownGrantId);
  if (grant === undefined || grant.resource !== settings.resource) return undefined;
  const usualMs = Math.min(settings.accessTokenTtl, settings.grantTtl) * 1000;
  return isLive(grant, clock() + usualMs / 2) ? grant : undefined;
}

function newGrant({ settings, clock, random }: OAuthContext, client: Client): Grant {
  const now = clock();
  return {
    id: randomId(random),
    // No id of a user begins with `client_`.
    userId: client.id,
    userName: client.name ?? client.id,
    clientId: client.id,
    forItself: true,
    scopes: client.scopes ?? [],
    resource: settings.resource,
    createdAt: now,
    expiresAt: now + settings.grantTtl * 1000,
    lastUsedAt: now,
    // There was no code, so none can be redeemed.
    code: { expiresAt: now, redirectUri: '', redeemedAt: now },
    refreshable: false,
    revokedTokens: [],
  };
}
