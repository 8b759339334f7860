/** A connection: a grant as its user sees it. */
import type { Connection } from '../../pages/account.js';
import { findStoredClient } from '../clients/index.js';
import { permissionSentences } from '../consent/permission-sentences.js';
import { describeRedirect } from '../consent/redirect-target.js';
import type { OAuthContext } from '../context.js';
import { type Grant, isLive } from '../grant.js';

/** No access token lives longer, however the server is or was configured. */
const longestAccessTokenMs = 24 * 60 * 60 * 1000;

/** Whether the client may have a token that is honoured now. */
export function isConnection(grant: Grant, now: number): boolean {
  if (!isLive(grant, now) || grant.code.redeemedAt === undefined) return false;
  const isRefreshable = grant.refresh !== undefined && now < grant.refresh.idleExpiresAt;
  return isRefreshable || now < grant.lastUsedAt + longestAccessTokenMs;
}

/** What the account page says about it. */
export async function describeConnection(
  context: OAuthContext,
  grant: Grant,
): Promise<Omit<Connection, 'csrf'>> {
  const client = await findStoredClient(context, grant.clientId);
  return {
    grantId: grant.id,
    clientName: client?.name,
    clientHost: client?.host,
    redirectTarget:
      grant.assertedBy === undefined
        ? describeRedirect(grant.code.redirectUri)
        : `your organization (${new URL(grant.assertedBy).host})`,
    permissions: permissionSentences(context.settings, grant.scopes),
    since: grant.createdAt,
    lastUsed: grant.lastUsedAt,
  };
}

/** What its client calls itself. */
export async function nameOf(context: OAuthContext, grant: Grant): Promise<string | undefined> {
  return (await findStoredClient(context, grant.clientId))?.name;
}
