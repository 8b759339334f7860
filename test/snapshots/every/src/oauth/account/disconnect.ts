/** Ends connections in the name of their user. */
import { seeOther } from '../authorization-response.js';
import { BrowserError } from '../browser/browser-error.js';
import { verifyFormToken } from '../browser/csrf.js';
import { pageUrl } from '../browser/page-url.js';
import type { OAuthContext } from '../context.js';
import { findGrant, findGrants, revokeGrants } from '../grants.js';
import type { Visit } from './signed-in.js';

/**
 * Ends the connection that the form names; one that has ended already stays as it is.
 *
 * @throws BrowserError if the person has no such connection, or the form is not for it
 */
export async function disconnect(
  context: OAuthContext,
  { session, address }: Visit,
  form: URLSearchParams,
): Promise<Response> {
  const grantId = form.get('grant') ?? '';
  const grant = await findGrant(context, grantId);
  // Other people's are as unknown as those that never were.
  if (grant?.userId !== session.user.id) throw noSuchConnection();
  const binding = { form: 'disconnect', session: session.id, grantId } as const;
  await verifyFormToken(context.secrets, binding, form);
  await revokeGrants(context, [grant], 'user_request', address);
  const account = pageUrl(context.settings, 'account');
  return seeOther(`${account}?ended=${encodeURIComponent(grantId)}`);
}

/** Ends every connection of the user, those that wait for their client included. */
export async function disconnectAll(
  context: OAuthContext,
  userId: string,
  address: string,
): Promise<number> {
  const grants = await findGrants(context, { userId });
  return revokeGrants(context, grants, 'user_request', address);
}

function noSuchConnection(): BrowserError {
  return new BrowserError(404, 'There is no such connection', [
    'It may have ended already. Nothing was changed.',
    'Go back and reload the page to see the applications that are connected.',
  ]);
}
