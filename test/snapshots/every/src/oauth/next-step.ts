/** Where a pending request goes next. */
import { authorizationResponse, seeOther } from './authorization-response.js';
import { pageUrl } from './browser/page-url.js';
import type { Session } from './browser/session.js';
import type { OAuthContext } from './context.js';
import type { Transaction } from './transaction.js';

/**
 * Sends the browser on. Refusals too wait for the sign-in, or this server would redirect anybody
 * who follows a prepared link (RFC 9700, section 4.11.2). Where the sign-in leaves the site, consent
 * comes first.
 *
 * @param cookies set along the way
 */
export function nextStep(
  context: OAuthContext,
  id: string,
  transaction: Transaction,
  session: Session | undefined,
  cookies: readonly (string | undefined)[] = [],
): Response {
  const { settings, login } = context;
  if (!isSignedIn(transaction, session)) {
    const first = login.leavesFor === undefined ? 'login' : 'consent';
    return seeOther(pageUrl(settings, first, id), cookies);
  }
  const { asked, back } = transaction;
  if ('error' in asked) return authorizationResponse(context, back, asked, cookies);
  return seeOther(pageUrl(settings, 'consent', id), cookies);
}

/** Whether this session answers for the request; not the old one if a fresh sign-in is demanded. */
export function isSignedIn(
  { asked, startedIn }: Transaction,
  session: Session | undefined,
): session is Session {
  if (session === undefined) return false;
  return 'error' in asked || !asked.freshLogin || session.id !== startedIn;
}
