/** Check: whether the person has agreed to the same before. */
import { isConnection } from '../account/connection.js';
import type { Session } from '../browser/session.js';
import type { AskingClient } from '../consent/asking-client.js';
import { findConsent } from '../consent/consents.js';
import { covers } from '../consent/remembered-consent.js';
import type { OAuthContext } from '../context.js';
import { findGrant } from '../grants.js';

/**
 * Whether a remembered consent covers the request.
 *
 * @param asking what is asked, and of which client, where a consent may be remembered at all
 */
export async function hasAgreedBefore(
  context: OAuthContext,
  { user }: Session,
  client: AskingClient,
  asking: { redirectUri: string; resource: string; scopes: readonly string[] },
): Promise<boolean> {
  const { settings, store, clock } = context;
  const { redirectUri, resource, scopes } = asking;
  const parties = { userId: user.id, clientId: client.id, redirectUri, resource };
  const agreed = await findConsent(store, parties);
  const grant = agreed && (await findGrant(context, agreed.grantId));
  if (agreed === undefined || grant === undefined) return false;
  const now = clock();
  return covers(settings, agreed, {
    permits: settings.scopes.permittedBy(scopes),
    likeness: client.likeness,
    isConnected: isConnection(grant, now),
    now,
  });
}
